select 'fingerprints are bytes' as check,
  (select data_type = 'bytea' from information_schema.columns
   where table_schema = 'public' and table_name = 'activity_key' and column_name = 'body_hash') as passed;
