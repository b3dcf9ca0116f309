select 'holds and transfers are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('hold', 'transfer')) as passed;

select 'the application cannot rewrite what was held or sent' as check,
  not has_column_privilege('perennial_app', 'hold', 'amount', 'update')
  and not has_column_privilege('perennial_app', 'transfer', 'lots', 'update')
  and not has_table_privilege('perennial_app', 'hold', 'delete')
  and not has_table_privilege('perennial_app', 'transfer', 'delete') as passed;
