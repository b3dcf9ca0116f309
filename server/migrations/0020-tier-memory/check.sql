select 'notices are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'tier_notice') as passed;

select 'nothing is remembered yet' as check, not exists (select from tier_state where memory is not null) as passed;
