-- Counters are read in the order of members by the index that indexes.sql builds.
select 1;
