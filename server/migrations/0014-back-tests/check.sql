select 'back-tests are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'back_test') as passed;
