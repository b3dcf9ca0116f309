-- The fingerprint of a body as its 16 bytes, no longer as 32 hexadecimal digits: every activity has one, for ever.
alter table activity_key alter column body_hash type bytea using decode(body_hash, 'hex');
