select 'every history knows when recent orders were' as check,
  not exists (select from member_history where (orders > 0) <> (cardinality(recent_at) > 0)) as passed;
