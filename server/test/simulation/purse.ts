/** What the judge knows of one member's value in one currency: a list of lots and a debt, as a child would keep them. */

interface Coin {
  order: string
  left: number
  opensAt: number | null
  isOpen: boolean
  endsAt: number | null
}

export interface Purse {
  coins: Coin[]
  debt: number
  earned: number
}

export function emptyPurse(): Purse {
  return { coins: [], debt: 0, earned: 0 }
}

/**
 * Opens and ends lots whose time has come, in the order of time; an end after an opening of the same instant. What opens
 * pays an open debt first.
 */
export function letTimePass(purse: Purse, now: number): void {
  const happens: { at: number; ends: boolean; coin: Coin }[] = []
  for (const coin of purse.coins) {
    // A lot that ends before it opens ends unopened; either way nothing is left of it.
    if (coin.opensAt !== null && coin.opensAt <= now && !coin.isOpen)
      happens.push({ at: coin.opensAt, ends: false, coin })
    if (coin.endsAt !== null && coin.endsAt <= now) happens.push({ at: coin.endsAt, ends: true, coin })
  }
  happens.sort((a, b) => a.at - b.at || Number(a.ends) - Number(b.ends))
  for (const { ends, coin } of happens) {
    if (coin.left === 0) continue
    if (ends) coin.left = 0
    else {
      coin.isOpen = true
      const paid = Math.min(purse.debt, coin.left)
      purse.debt -= paid
      coin.left -= paid
    }
  }
  purse.coins = purse.coins.filter((coin) => coin.left > 0)
}

export function putIn(
  purse: Purse,
  points: number,
  lot: { order: string; opensAt: number | null; endsAt: number | null },
): void {
  purse.earned += points
  const paid = Math.min(points, purse.debt)
  purse.debt -= paid
  if (points > paid) purse.coins.push({ ...lot, left: points - paid, isOpen: lot.opensAt === null })
}

/** Takes from the order's own lots, unopened ones first, then from open lots; the soonest to end first. */
export function takeOut(
  purse: Purse,
  points: number,
  how: { order: string; debt: 'unlimited' | 'within-balance' },
): void {
  purse.earned -= points
  const own = purse.coins.filter((coin) => coin.order === how.order)
  const others = purse.coins.filter((coin) => coin.order !== how.order)
  const sooner = (a: Coin, b: Coin) =>
    (a.endsAt ?? Number.POSITIVE_INFINITY) < (b.endsAt ?? Number.POSITIVE_INFINITY)
      ? -1
      : (a.endsAt ?? Number.POSITIVE_INFINITY) > (b.endsAt ?? Number.POSITIVE_INFINITY)
        ? 1
        : 0
  let rest = points
  const queue = [
    ...own.filter((coin) => !coin.isOpen),
    ...own.filter((coin) => coin.isOpen).sort(sooner),
    ...others.filter((coin) => coin.isOpen).sort(sooner),
  ]
  for (const coin of queue) {
    const part = Math.min(coin.left, rest)
    coin.left -= part
    rest -= part
  }
  purse.coins = purse.coins.filter((coin) => coin.left > 0)
  if (how.debt === 'unlimited') purse.debt += rest
}

/** Available, pending, debt and earned. */
export function contents(purse: Purse): [number, number, number, number] {
  let [open, closed] = [0, 0]
  for (const coin of purse.coins) {
    if (coin.isOpen) open += coin.left
    else closed += coin.left
  }
  return [open, closed, purse.debt, purse.earned]
}
