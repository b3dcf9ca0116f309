select 'secrets and guesses are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('store_secret', 'code_guess')) as passed;
