/**
 * An opaque place in a list. It names the list and the programme it was made for, so that a cursor of another list
 * or programme is refused instead of quietly showing something else.
 */
export function encodeCursor(list: string, programId: number, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, programId, ...place])).toString('base64url')
}

/** The place inside a cursor; undefined when it is damaged or belongs to another list or programme. */
export function decodeCursor(
  cursor: string,
  list: string,
  programId: number,
): readonly (string | number)[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(parts) || parts[0] !== list || parts[1] !== programId) return undefined
    const place = parts.slice(2) as unknown[]
    return place.every((part) => typeof part === 'string' || typeof part === 'number')
      ? (place as (string | number)[])
      : undefined
  } catch {
    return undefined
  }
}
