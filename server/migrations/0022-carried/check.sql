select 'what is carried is walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) and count(*) = 3 from pg_class
    where relname in ('counter_carried', 'tier_memory_carried', 'card_carried')) as passed;
