select 'seals and what they are made of are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class
   where relname in ('journal_seal', 'journal_page', 'seal_reach', 'verify_run', 'program_state')) as passed;

select 'the application cannot rewrite a seal' as check,
  not has_table_privilege('perennial_app', 'journal_seal', 'update')
  and not has_table_privilege('perennial_app', 'journal_seal', 'delete')
  and not has_table_privilege('perennial_app', 'journal_page', 'update')
  and not has_table_privilege('perennial_app', 'journal_page', 'delete') as passed;
