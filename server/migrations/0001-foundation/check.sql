select 'every table has forced row-level security' as check,
  not exists (
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'perennial_migration'
      and not (c.relrowsecurity and c.relforcerowsecurity)
  ) as passed;

select 'the application login owns no table' as check,
  not exists (
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
    where n.nspname = 'public' and c.relkind = 'r' and r.rolname = 'perennial_app'
  ) as passed;

select 'the application login cannot change what was posted' as check,
  not has_table_privilege('perennial_app', 'journal', 'delete')
  and not has_table_privilege('perennial_app', 'journal', 'truncate')
  and not has_column_privilege('perennial_app', 'journal', 'amount', 'update')
  and not has_table_privilege('perennial_app', 'lot_use', 'update')
  and not has_table_privilege('perennial_app', 'release', 'update') as passed;
