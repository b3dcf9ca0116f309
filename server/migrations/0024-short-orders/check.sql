select 'an activity has its texts in one of two forms' as check,
  exists (select from pg_constraint where conname = 'activity_told' and contype = 'c') as passed;
