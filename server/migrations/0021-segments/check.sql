select 'histories, segments and consents are walled off by programme' as check,
  (select bool_and(relrowsecurity and relforcerowsecurity) from pg_class
    where relname in ('history_state', 'history_order', 'member_history', 'segment_state', 'segment_member', 'segment_move', 'consent')) as passed
union all
select 'fractions are rounded as amounts are', (perennial_divided(-5, 2, 'half-up'), perennial_divided(-5, 2, 'floor'),
  perennial_divided(-5, 2, 'ceiling'), perennial_divided(5, -2, 'truncate')) = (-3, -3, -2, -2);
