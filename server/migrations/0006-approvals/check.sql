select 'approvals and accounts of staff are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('approval', 'staff_account')) as passed;

select 'the application cannot rewrite what was asked for' as check,
  not has_column_privilege('perennial_app', 'approval', 'command', 'update')
  and not has_column_privilege('perennial_app', 'approval', 'actor', 'update')
  and not has_column_privilege('perennial_app', 'approval', 'credential', 'update')
  and not has_table_privilege('perennial_app', 'approval', 'delete') as passed;
