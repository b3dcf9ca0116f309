select 'pools and their members are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('pool', 'pool_member')) as passed;
