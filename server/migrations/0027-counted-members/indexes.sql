-- What one counter of a period counted, in the order of members. Caps and the like are no counters and not in it.
create index concurrently counter_counted on counter (program_id, key, period, owner_id) where starts_with(key, 'count:');
