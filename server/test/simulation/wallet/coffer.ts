/** One owner's value in one currency, as a child would keep it: coins with dates, promises about some of them, a debt. */

export interface Coin {
  /** The fact that put it in. */
  from: string
  left: number
  /** Infinity: until somebody says so. */
  opensAt: number | null
  isOpen: boolean
  endsAt: number | null
}

interface Share {
  coin: Coin
  amount: number
}

export interface Promised {
  id: string
  amount: number
  captured: number
  endsAt: number
  state: 'open' | 'captured' | 'cancelled' | 'lapsed'
  shares: Share[]
}

export interface Coffer {
  coins: Coin[]
  promises: Promised[]
  debt: number
  earned: number
  spent: number
  /** When every coin without an end of its own ends. */
  idleAt: number | null
  /** What was spent and has not come back, by the fact that spent it. */
  receipts: Map<string, Share[]>
}

export type DebtPolicy = 'only-pending' | 'within-balance' | 'unlimited'

export function emptyCoffer(): Coffer {
  return { coins: [], promises: [], debt: 0, earned: 0, spent: 0, idleAt: null, receipts: new Map() }
}

/** What nobody was promised. */
function free(coffer: Coffer, coin: Coin): number {
  let left = coin.left
  for (const promise of coffer.promises) {
    if (promise.state !== 'open') continue
    for (const share of promise.shares) if (share.coin === coin) left -= share.amount
  }
  return left
}

export function available(coffer: Coffer): number {
  return coffer.coins.reduce((sum, coin) => sum + (coin.isOpen ? free(coffer, coin) : 0), 0)
}

export function pending(coffer: Coffer): number {
  return coffer.coins.reduce((sum, coin) => sum + (coin.isOpen ? 0 : coin.left), 0)
}

export function held(coffer: Coffer): number {
  return coffer.promises.reduce((sum, each) => sum + (each.state === 'open' ? each.amount : 0), 0)
}

function endOf(coffer: Coffer, coin: Coin): number {
  return coin.endsAt ?? coffer.idleAt ?? Number.POSITIVE_INFINITY
}

/** Coins in the order in which they are taken: those with the soonest end of their own, then the oldest. */
function inOrder(coins: readonly Coin[]): Coin[] {
  const end = (coin: Coin) => coin.endsAt ?? Number.POSITIVE_INFINITY
  return [...coins].sort((a, b) => (end(a) === end(b) ? 0 : end(a) < end(b) ? -1 : 1))
}

/** So much of these coins, in their order; less when they have less. */
function pick(coffer: Coffer, coins: readonly Coin[], amount: number): Share[] {
  const shares: Share[] = []
  let rest = amount
  for (const coin of coins) {
    const part = Math.min(rest, free(coffer, coin))
    if (part <= 0) continue
    shares.push({ coin, amount: part })
    rest -= part
  }
  return shares
}

function remove(shares: readonly Share[]): void {
  for (const { coin, amount } of shares) coin.left -= amount
}

function open(coffer: Coffer): Coin[] {
  return inOrder(coffer.coins.filter((coin) => coin.isOpen))
}

/** Takes open coins, soonest end first; undefined when there is too little. */
export function take(coffer: Coffer, amount: number): Share[] | undefined {
  if (available(coffer) < amount) return undefined
  const shares = pick(coffer, open(coffer), amount)
  remove(shares)
  return shares
}

export function payDebt(coffer: Coffer): void {
  const due = Math.min(coffer.debt, available(coffer))
  remove(pick(coffer, open(coffer), due))
  coffer.debt -= due
}

/** New value: a debt is paid from it before it becomes a coin. */
export function put(coffer: Coffer, amount: number, coin: Omit<Coin, 'left' | 'isOpen'>): void {
  const paid = Math.min(coffer.debt, amount)
  coffer.debt -= paid
  if (amount > paid) coffer.coins.push({ ...coin, left: amount - paid, isOpen: coin.opensAt === null })
}

export function spend(coffer: Coffer, id: string, amount: number): boolean {
  const shares = take(coffer, amount)
  if (shares === undefined) return false
  coffer.spent += amount
  coffer.receipts.set(id, shares)
  return true
}

export function promise(coffer: Coffer, id: string, ask: { amount: number; endsAt: number }): boolean {
  const { amount, endsAt } = ask
  if (available(coffer) < amount) return false
  const shares = pick(coffer, open(coffer), amount)
  coffer.promises.push({ id, amount, captured: 0, endsAt, state: 'open', shares })
  return true
}

/** What the promise was about is free again, and ends where its time came meanwhile. */
export function release(
  coffer: Coffer,
  promised: Promised,
  how: { state: Promised['state']; now: number },
): void {
  promised.state = how.state
  for (const { coin } of promised.shares) {
    if (endOf(coffer, coin) <= how.now) coin.left -= free(coffer, coin)
  }
  payDebt(coffer)
}

export function capture(
  coffer: Coffer,
  promised: Promised,
  how: { id: string; amount: number; now: number },
): void {
  const { id, amount, now } = how
  if (amount === 0) {
    release(coffer, promised, { state: 'cancelled', now })
    return
  }
  promised.state = 'captured'
  promised.captured = amount
  const shares: Share[] = []
  let rest = amount
  for (const share of promised.shares) {
    const part = Math.min(rest, share.amount)
    rest -= part
    if (part > 0) shares.push({ coin: share.coin, amount: part })
  }
  remove(shares)
  coffer.spent += amount
  coffer.receipts.set(id, shares)
  if (amount < promised.amount) release(coffer, promised, { state: 'captured', now })
}

/** How much of a spend has not come back. */
export function returnable(coffer: Coffer, id: string): number {
  return (coffer.receipts.get(id) ?? []).reduce((sum, share) => sum + share.amount, 0)
}

/** Brings a spend back to its coins, those that end last first; what has ended lives on until then, or not at all. */
export function bringBack(
  coffer: Coffer,
  spent: string,
  how: { id: string; amount: number; now: number; restoredUntil: number | null },
): void {
  const shares = coffer.receipts.get(spent) ?? []
  const end = (share: Share) => share.coin.endsAt ?? Number.POSITIVE_INFINITY
  const place = (share: Share) => coffer.coins.indexOf(share.coin)
  const order = [...shares].sort((a, b) =>
    end(a) === end(b) ? place(b) - place(a) : end(a) > end(b) ? -1 : 1,
  )
  let rest = how.amount
  coffer.spent -= how.amount
  for (const share of order) {
    const part = Math.min(rest, share.amount)
    if (part === 0) continue
    rest -= part
    share.amount -= part
    const hasEnded = endOf(coffer, share.coin) <= how.now
    if (!hasEnded) share.coin.left += part
    else if (how.restoredUntil !== null)
      put(coffer, part, { from: how.id, opensAt: null, endsAt: how.restoredUntil })
  }
  payDebt(coffer)
}

/** Takes back what was earned: the order's own coins, unopened ones first, then other open ones; the rest is owed. */
export function takeBack(coffer: Coffer, amount: number, how: { order: string; debt: DebtPolicy }): void {
  coffer.earned -= amount
  const own = coffer.coins.filter((coin) => coin.from === how.order)
  const queue = own.filter((coin) => !coin.isOpen)
  if (how.debt !== 'only-pending') {
    queue.push(...inOrder(own.filter((coin) => coin.isOpen)))
    queue.push(...inOrder(coffer.coins.filter((coin) => coin.isOpen && coin.from !== how.order)))
  }
  const shares = pick(coffer, queue, amount)
  remove(shares)
  const rest = amount - shares.reduce((sum, share) => sum + share.amount, 0)
  if (how.debt === 'unlimited') coffer.debt += rest
}

/** What happens next by itself, at the earliest moment; at one moment coins open, then promises lapse, then coins end. */
function nextEvent(coffer: Coffer): { at: number; happen: () => void } | undefined {
  let next: { at: number; rank: number; happen: () => void } | undefined
  const offer = (at: number, rank: number, happen: () => void) => {
    if (at === Number.POSITIVE_INFINITY) return
    if (next === undefined || at < next.at || (at === next.at && rank < next.rank))
      next = { at, rank, happen }
  }
  for (const coin of coffer.coins) {
    const end = endOf(coffer, coin)
    if (coin.left > 0 && !coin.isOpen && coin.opensAt !== null && coin.opensAt <= end)
      offer(coin.opensAt, 0, () => openCoin(coffer, coin))
    if (free(coffer, coin) > 0)
      offer(end, 2, () => {
        coin.left -= free(coffer, coin)
      })
  }
  for (const each of coffer.promises) {
    if (each.state !== 'open') continue
    offer(each.endsAt, 1, () => release(coffer, each, { state: 'lapsed', now: each.endsAt }))
  }
  return next
}

export function openCoin(coffer: Coffer, coin: Coin): void {
  coin.isOpen = true
  payDebt(coffer)
}

export function letTimePass(coffer: Coffer, now: number): void {
  for (let next = nextEvent(coffer); next !== undefined && next.at <= now; next = nextEvent(coffer))
    next.happen()
}

/** Coins as they travel: so much with these dates. */
export interface Travelling {
  left: number
  opensAt: number | null
  isOpen: boolean
  endsAt: number | null
}

/** Everything that may leave: what is free and what waits for a date. */
export function empty(coffer: Coffer, from?: readonly string[]): { coins: Travelling[]; debt: number } {
  const gone: Travelling[] = []
  for (const isOpen of [true, false]) {
    for (const coin of coffer.coins) {
      const waits = !coin.isOpen && coin.opensAt === Number.POSITIVE_INFINITY
      if (coin.isOpen !== isOpen || waits || !(from?.includes(coin.from) ?? true)) continue
      const left = free(coffer, coin)
      if (left === 0) continue
      coin.left -= left
      gone.push({ left, opensAt: coin.isOpen ? null : coin.opensAt, isOpen, endsAt: coin.endsAt })
    }
  }
  const debt = from === undefined ? coffer.debt : 0
  coffer.debt -= debt
  return { coins: gone, debt }
}

export function receive(
  coffer: Coffer,
  id: string,
  sent: { coins: readonly Travelling[]; debt: number },
): void {
  coffer.debt += sent.debt
  // What has the same dates arrives as one coin: that matters to nobody.
  for (const coin of sent.coins) coffer.coins.push({ ...coin, from: id })
  payDebt(coffer)
}

/** Makes one coin of each group of open ones that nobody was promised a part of and that end together. */
export function compact(coffer: Coffer, id: string): void {
  const whole = coffer.coins.filter(
    (coin) => coin.isOpen && coin.left > 0 && free(coffer, coin) === coin.left,
  )
  for (const endsAt of new Set(whole.map((coin) => coin.endsAt))) {
    const group = whole.filter((coin) => coin.endsAt === endsAt)
    if (group.length < 2) continue
    const left = group.reduce((sum, coin) => sum + coin.left, 0)
    for (const coin of group) coin.left = 0
    coffer.coins.push({ from: id, left, opensAt: null, isOpen: true, endsAt })
  }
}

/** Gives what ends before a time that end instead; whether there was something. */
export function extend(coffer: Coffer, id: string, until: number): boolean {
  let sum = 0
  for (const coin of coffer.coins) {
    if (!coin.isOpen || coin.endsAt === null || coin.endsAt >= until) continue
    const left = free(coffer, coin)
    sum += left
    coin.left -= left
  }
  if (sum > 0) coffer.coins.push({ from: id, left: sum, opensAt: null, isOpen: true, endsAt: until })
  return sum > 0
}

/** Forfeits everything: promises, coins, debt. */
export function close(coffer: Coffer, now: number): void {
  for (const each of coffer.promises)
    if (each.state === 'open') release(coffer, each, { state: 'cancelled', now })
  for (const coin of coffer.coins) coin.left = 0
  coffer.debt = 0
}
