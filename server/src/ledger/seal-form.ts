/** How the texts under the hashes are made. A change to any of them is another form, and the old one stays readable. */
export const sealForm = 1
/** Rows of a page at most. */
export const rowsPerPage = 1_000
/** What the first seal follows: 32 zero bytes. */
export const genesis = Buffer.alloc(32)

function micros(column: string): string {
  return `(extract(epoch from ${column}) * 1000000)::bigint`
}

/** The uses of lots that a journal row `j` wrote, as one text; null where it wrote none. */
export const usesText = `string_agg(format('%s:%s:%s', u.lot_seq, u.amount, u.bucket), ',' order by u.lot_seq)`

/**
 * The hash of a journal row `j` with the text of its uses `w.uses`: SHA-256 of a JSON array of every column but
 * `remaining`, which is a cache of the uses. Instants are microseconds since 1970, so that no setting of a session
 * takes part.
 */
export const rowHash = `sha256(convert_to(json_build_array(j.program_id, j.owner_id, j.currency, j.seq, j.bucket, j.debit, j.credit,
    j.amount, j.activity_id, j.release, j.rule, j.reason, j.reverses, ${micros('j.effective_at')}, ${micros('j.posted_at')},
    ${micros('j.available_at')}, ${micros('j.expires_at')}, w.uses)::text, 'UTF8'))`

/** The first 8 bytes of a hash as a number: enough to tell which row of a page was changed, never a proof by itself. */
export function shortOf(hash: string): string {
  return `('x' || left(encode(${hash}, 'hex'), 16))::bit(64)::bigint`
}

/** The digest of a page: SHA-256 of its place and short hashes as text, and of the whole hashes of its rows in order. */
export function pageDigest(of: { seal: string; page: string; hashes: string; rowHashes: string }): string {
  return `sha256(convert_to(format('%s|%s|%s', ${of.seal}, ${of.page}, ${of.hashes}), 'UTF8') || ${of.rowHashes})`
}

/** The hash of a seal `s`: SHA-256 of the seal before it, its own facts, and the digests of its pages in order. */
export function sealHash(digests: string): string {
  return `sha256(s.previous || convert_to(format('%s|%s|%s|%s|%s', s.form, s.seal, s.pages, s.rows, ${micros('s.sealed_at')}), 'UTF8') || ${digests})`
}
