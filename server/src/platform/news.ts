/** A resource: what processes of one start tell each other at once. Alone, a process tells nobody. */
export interface News {
  /** Tells all others. Whoever misses it learns of the matter later, from the database. */
  tell(about: string, what: unknown): void
  /** Hears what others tell about a matter. */
  on<What>(about: string, hear: (what: What) => void): void
}

/** The news of one process, and the way to and from the others. */
export interface NewsWire extends News {
  /** Brings what is told here to the others. */
  carryTo(carry: (item: NewsItem) => void): void
  /** Takes in what another process told. */
  deliver(item: NewsItem): void
}

/** Plain data, which is copied. */
export interface NewsItem {
  about: string
  what: unknown
}

export function openNews(): NewsWire {
  const hearers = new Map<string, ((what: never) => void)[]>()
  let carry: (item: NewsItem) => void = () => {}
  return {
    tell: (about, what) => carry({ about, what }),
    on: (about, hear) => {
      hearers.set(about, [...(hearers.get(about) ?? []), hear])
    },
    carryTo: (way) => {
      carry = way
    },
    deliver: ({ about, what }) => {
      for (const hear of hearers.get(about) ?? []) hear(what as never)
    },
  }
}
