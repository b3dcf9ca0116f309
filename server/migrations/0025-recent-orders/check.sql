select 'histories keep when recent orders were, and the latest consents have an index' as check,
  (select count(*) from pg_attribute where attrelid = 'member_history'::regclass and attnotnull
    and attname in ('recent_at', 'recent_spend')) = 2
  and exists (select from pg_class where relname = 'consent_latest' and relkind = 'i')
  and (select bool_and(relforcerowsecurity) from pg_class
    where relname in ('member_history', 'history_order', 'history_state', 'member') and relkind = 'r') as passed;
