-- A running total says of which window it is, so that one of another window is never taken for it ----------------------

-- 1 calendar year, 2 year of membership, 3 rolling 12 months, 4 lifetime; null for totals from before this column, of
-- which it is not known.
alter table tier_state add column counted_over smallint check (counted_over between 1 and 4);
