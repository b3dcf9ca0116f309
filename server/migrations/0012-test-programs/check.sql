select 'every programme says whether it is a test' as check,
  (select attnotnull from pg_attribute where attrelid = 'program'::regclass and attname = 'test') as passed;

select 'only a test may have a clock of its own' as check,
  exists (select from pg_constraint where conname = 'program_only_tests_travel' and contype = 'c') as passed;

select 'the application cannot turn a live programme into a test' as check,
  not has_column_privilege('perennial_app', 'program', 'test', 'update') as passed;
