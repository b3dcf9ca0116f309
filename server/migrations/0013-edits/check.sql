select 'edits are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'definition_edit') as passed;

select 'the application cannot rewrite an edit' as check,
  not has_table_privilege('perennial_app', 'definition_edit', 'update')
  and not has_table_privilege('perennial_app', 'definition_edit', 'delete') as passed;
