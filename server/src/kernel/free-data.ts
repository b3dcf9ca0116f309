/** Free data as text, because nothing declares its types: numbers and booleans as JSON writes them, lists with commas. */
export function asTexts(data: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(data))
    texts[name] = Array.isArray(value) ? value.join(', ') : String(value)
  return texts
}
