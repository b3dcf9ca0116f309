select 'one id in sixteen is chosen, as far as chance goes' as check,
  count(*) between 500 and 750 as passed
from (select md5(number::text)::uuid as id from generate_series(1, 10000) number) made
where uuid_hash_extended(id, 0) between 0 and 1152921504606846975;
