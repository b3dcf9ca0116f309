select 'warnings are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'expiry_warning') as passed;
