/**
 * Persian (U+06F0) and Arabic (U+0660) digits and separators as ASCII, so that what people type on their own
 * keyboard finds what is stored. Everything else stays as it is.
 */
export function toAsciiDigits(text: string): string {
  return text
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', '')
}

/** ASCII digits in the digits of the language, for a field that is typed into: no separators of thousands. */
export function toLocalDigits(text: string, locale: string): string {
  if (locale !== 'fa') return text
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
}
