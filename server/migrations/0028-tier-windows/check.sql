select 'running totals can name their window' as check,
  exists (select from pg_attribute where attrelid = 'tier_state'::regclass and attname = 'counted_over'
    and not attnotnull) as passed;
