import type pg from 'pg'
import { available, type Coffer, held, pending } from './coffer.ts'
import { currencies } from './terms.ts'
import type { Person } from './till.ts'

/** One currency of one owner as it is compared; what has nothing in it is left out. */
interface Picture {
  /** Available, pending, held, debt, lifetime earned, lifetime spent. */
  sums: number[]
  /** What is left with which dates: `active until END`, `pending from START until END`. */
  lots: Record<string, number>
  /** Amount, captured, state and hour of the end, of each hold. */
  holds: Record<string, [number, number, string, string]>
}

export type Pictures = Record<string, Picture>

function dateText(at: number | null): string {
  return at === null ? 'never' : at >= Date.UTC(9999, 0, 1) ? 'fulfilled' : new Date(at).toISOString()
}

function lotText(lot: { isOpen: boolean; opensAt: number | null; endsAt: number | null }): string {
  const until = `until ${dateText(lot.endsAt)}`
  return lot.isOpen ? `active ${until}` : `pending from ${dateText(lot.opensAt)} ${until}`
}

/** A hold ends so long after the command was carried out, which takes a moment: the hour is enough. */
function hourText(at: number): string {
  return new Date(at).toISOString().slice(0, 13)
}

function isBlank({ sums, lots, holds }: Picture): boolean {
  return sums.every((each) => each === 0) && Object.keys(lots).length + Object.keys(holds).length === 0
}

function pictureOf(coffer: Coffer): Picture {
  const lots: Picture['lots'] = {}
  for (const coin of coffer.coins) {
    if (coin.left === 0) continue
    const text = lotText(coin)
    lots[text] = (lots[text] ?? 0) + coin.left
  }
  const { debt, earned, spent } = coffer
  return {
    sums: [available(coffer), pending(coffer), held(coffer), debt, earned, spent],
    lots,
    holds: Object.fromEntries(
      coffer.promises.map((each) => [
        each.id,
        [each.amount, each.captured, each.state, hourText(each.endsAt)],
      ]),
    ),
  }
}

/** What the bank says of an owner. */
export function asTold(person: Person): Pictures {
  const pictures = currencies.map((currency) => [currency, pictureOf(person.coffers[currency])] as const)
  return Object.fromEntries(pictures.filter(([, picture]) => !isBlank(picture)))
}

interface KeptRow {
  owner_id: string
  key: string
  sums: string[]
  lots: { left: number; available: number | null; active: boolean; expires: number | null }[] | null
  holds: [id: string, amount: number, captured: number, state: string, expires: number][] | null
}

const keptQuery = `select b.owner_id, c.key, array[b.available, b.pending, b.held, b.debt, b.lifetime_earned, b.lifetime_spent] as sums,
    (select json_agg(json_build_object('left', j.remaining, 'available', extract(epoch from j.available_at) * 1000,
        'active', j.available_at is null or exists (select 1 from journal a where a.program_id = $1 and a.owner_id = b.owner_id
          and a.currency = b.currency and a.reason = 'activation' and a.reverses = j.seq),
        'expires', extract(epoch from j.expires_at) * 1000))
      from journal j where j.program_id = $1 and j.owner_id = b.owner_id and j.currency = b.currency and j.remaining > 0) as lots,
    (select json_agg(json_build_array(h.hold_id, h.amount, h.captured, h.state, extract(epoch from h.expires_at) * 1000))
      from hold h where h.program_id = $1 and h.owner_id = b.owner_id and h.currency = b.currency) as holds
  from balance b join program_currency c on c.program_id = $1 and c.currency = b.currency
  where b.program_id = $1 and b.owner_id = any($2::uuid[])`

/** What the database says of owners, past every wall. */
export async function asKept(
  admin: pg.Client,
  ask: { programId: number; owners: readonly string[] },
): Promise<Map<string, Pictures>> {
  const { rows } = await admin.query<KeptRow>(keptQuery, [ask.programId, ask.owners])
  const kept = new Map<string, Pictures>()
  for (const row of rows) {
    const lots: Picture['lots'] = {}
    for (const { left, available: opensAt, active: isOpen, expires: endsAt } of row.lots ?? []) {
      const text = lotText({ opensAt, isOpen, endsAt })
      lots[text] = (lots[text] ?? 0) + left
    }
    const holds: Picture['holds'] = {}
    for (const [id, amount, captured, state, expires] of row.holds ?? [])
      holds[id] = [amount, captured, state, hourText(expires)]
    const picture = { sums: row.sums.map(Number), lots, holds }
    if (isBlank(picture)) continue
    kept.set(row.owner_id, { ...kept.get(row.owner_id), [row.key]: picture })
  }
  return kept
}

/** What has left one owner and not reached another, by currency. */
export async function inTransit(admin: pg.Client, programId: number): Promise<Record<string, number>> {
  const { rows } = await admin.query<{ key: string; amount: string }>(
    `select c.key, sum(case when j.credit = 9 then j.amount else -j.amount end) as amount from journal j
      join program_currency c on c.program_id = $1 and c.currency = j.currency
      where j.program_id = $1 and 9 in (j.debit, j.credit) group by c.key order by c.key`,
    [programId],
  )
  return Object.fromEntries(
    rows.filter((row) => Number(row.amount) !== 0).map((row) => [row.key, Number(row.amount)]),
  )
}
