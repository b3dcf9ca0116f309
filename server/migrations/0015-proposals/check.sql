select 'proposals are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('proposal', 'proposal_comment')) as passed;

select 'the application cannot rewrite what was proposed or said' as check,
  not has_column_privilege('perennial_app', 'proposal', 'definitions', 'update')
  and not has_column_privilege('perennial_app', 'proposal', 'author', 'update')
  and not has_column_privilege('perennial_app', 'proposal', 'credential', 'update')
  and not has_table_privilege('perennial_app', 'proposal_comment', 'update')
  and not has_table_privilege('perennial_app', 'proposal', 'delete') as passed;
