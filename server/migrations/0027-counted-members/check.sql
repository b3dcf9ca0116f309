select 'a sum that changes touches no index, so that its row stays where it is' as check,
  not exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = 'counter'::regclass and a.attname = 'value') as passed;
