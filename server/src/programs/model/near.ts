/** ` Did you mean "gold"?` where one of the known texts is near; "" where none is. */
export function didYouMean(text: string, known: Iterable<string>): string {
  const near = nearest(text, known)
  return near === undefined ? '' : ` Did you mean "${near}"?`
}

/** The known text that a slip of the pen may have stood for: a few letters away, or one is the beginning of the other. */
function nearest(text: string, known: Iterable<string>): string | undefined {
  const asked = text.toLowerCase()
  let [best, least] = [undefined as string | undefined, Math.max(1, Math.round(asked.length / 3)) + 1]
  for (const each of known) {
    const other = each.toLowerCase()
    const isBeginning = asked.length >= 3 && (other.startsWith(asked) || asked.startsWith(other))
    const distance = isBeginning ? Math.min(1, distanceOf(asked, other)) : distanceOf(asked, other)
    if (distance < least) [best, least] = [each, distance]
  }
  return best
}

/** Letters put in, left out, replaced, or changed with their neighbour. */
function distanceOf(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = above
    above = row
  }
  return above[b.length] ?? 0
}
