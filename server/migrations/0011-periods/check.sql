select 'closed months are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'ledger_close') as passed;

select 'the application cannot rewrite or remove a closing' as check,
  not has_table_privilege('perennial_app', 'ledger_close', 'update')
  and not has_table_privilege('perennial_app', 'ledger_close', 'delete') as passed;
