/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number
  /** True in that share of cases, 0 to 1. */
  chance(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** Picks by weight; weights need not add up to 1. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item
}

/** The stream of a seed and a name, so that one member's story does not shift another's. */
export function randomOf(seed: number, name: string): Random {
  let state = seed >>> 0
  for (const character of name)
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x9e3779b1) ^ (state >>> 15)
  const next = () => {
    // mulberry32: small, fast, and even enough for a story.
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(next() * items.length)]
    if (item === undefined) throw new Error('Broken invariant: nothing can be picked of nothing')
    return item
  }
  return {
    next,
    whole: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (share) => next() < share,
    pick,
    weighted: (items) => {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        rest -= weight
        if (rest < 0) return item
      }
      return pick(items)[0]
    },
  }
}
