type Name = 'locale' | 'program'

/** What this browser remembers between visits: the language and the programme. Nothing when storage is closed. */
export function remembered(name: Name): string | undefined {
  try {
    return localStorage.getItem(`perennial.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

export function remember(name: Name, value: string): void {
  try {
    localStorage.setItem(`perennial.${name}`, value)
  } catch {
    // A browser that keeps nothing still works; it only asks again next time.
  }
}
