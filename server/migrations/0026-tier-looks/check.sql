select 'looks at tiers are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'tier_look') as passed
union all
select 'a ladder is read without the rows of tier_now',
  exists (select from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relname = 'tier_now_pkey' and i.indisprimary and i.indisvalid and i.indnkeyatts = 3 and i.indnatts = 4)
union all
select 'those whose tier may change are found by the instant',
  exists (select from pg_indexes where indexname = 'tier_now_due' and indexdef like '%(program_id, ladder, until)%');
