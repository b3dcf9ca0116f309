select 'stamps are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class where relname in ('card_stamp', 'card_state')) as passed;
