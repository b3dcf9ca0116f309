select 'the orders of the last days are found by their time' as check,
  exists (select from pg_indexes where indexname = 'history_order_by_time' and indexdef like '%counts_for%') as passed;

select 'sums of orders are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'order_sum') as passed;
