select 'members are found by birthday and by enrolment' as check,
  (select count(*) = 2 from pg_indexes where indexname in ('member_by_birthday', 'member_by_enrolment')) as passed;
