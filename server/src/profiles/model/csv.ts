/** Characters with which a spreadsheet begins a formula. */
const formula = /^[=+\-@\t\r]/

/** A cell: numbers as they are; text that a spreadsheet would take for a formula gets an apostrophe in front. */
function cellText(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as RFC 4180 text in UTF-8 with CRLF; the byte order mark lets spreadsheets know the encoding. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`
}
