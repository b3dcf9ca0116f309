/** The ETag of a revision. */
export function etagOf(revision: number): string {
  return `"${revision}"`
}

/**
 * The revision that `If-Match` names; undefined without the header. A tag that no revision has is answered as 0, which
 * no edit is based on, so it is refused as a conflict instead of being ignored.
 */
export function revisionOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  const tag = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())
  return tag === null ? 0 : Number(tag[1])
}
