-- An order and its decision in one short text: most of what JSON spells out is the same in all of them. -----------------

alter table activity
  add column short text,
  alter column body drop not null,
  alter column decision drop not null,
  -- Not proved for what is there, where nothing is short: reading it all would hold up a large shop.
  add constraint activity_told check (short is null or (body is null and decision is null)) not valid;
