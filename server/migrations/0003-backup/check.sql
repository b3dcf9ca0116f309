select 'the owner may list organisations, and the application may not' as check,
  (select p.polroles = array[c.relowner] and p.polcmd = 'r'
   from pg_policy p join pg_class c on c.oid = p.polrelid
   where c.relname = 'organization' and p.polname = 'owner_lists')
  and not pg_has_role('perennial_app', (select relowner from pg_class where relname = 'organization'), 'usage') as passed;
