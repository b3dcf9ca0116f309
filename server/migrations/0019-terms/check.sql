select 'terms and acceptances are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('terms_version', 'terms_acceptance')) as passed;

select 'the application cannot rewrite what was shown or accepted' as check,
  not has_table_privilege('perennial_app', 'terms_version', 'update')
  and not has_table_privilege('perennial_app', 'terms_version', 'delete')
  and not has_table_privilege('perennial_app', 'terms_acceptance', 'update')
  and not has_table_privilege('perennial_app', 'terms_acceptance', 'delete') as passed;
