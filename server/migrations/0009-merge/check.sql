select 'carried days are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'tier_carried') as passed;

select 'nobody is merged by half' as check,
  not exists (select from member where (merged_into is null) <> (merged_root is null)) as passed;
