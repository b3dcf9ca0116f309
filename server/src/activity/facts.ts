import { dayOf, dayStarts } from '../kernel/instants.ts'
import { selectLeading } from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import { type FactPlace, type FactSource, type FactSql, millisSql } from '../programs/index.ts'
import { foldHistory } from './fold-history.ts'

const historyRows = `select owner_id, orders, spend_minor, first_order_at, last_order_at, recent_at, recent_spend
  from member_history where program_id = $1`

const dayMs = 86_400_000
const spans = [30, 90, 365] as const

/**
 * Rows of what was counted in a period: one counter, or of a family how many of its keys stand above zero. A counter's
 * key begins with `count:`; saying so lets the index of these be used.
 */
export function countedRows(of: { key: string; period: string; isFamily: boolean }): string {
  return of.isFamily
    ? `select owner_id, count(*) as value from counter
       where program_id = $1 and period = ${of.period} and starts_with(key, ${of.key}) and value > 0 group by owner_id`
    : `select owner_id, value from counter where program_id = $1 and period = ${of.period} and key = ${of.key} and starts_with(key, 'count:')`
}

/** The same by owner. */
export async function readCounted(
  tx: Reader,
  programId: number,
  of: { owners: readonly string[]; key: string; period: number; isFamily: boolean },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ owner_id: string; value: number }>(
    `select owner_id, sum(case when $5 then 1 else value end)::bigint as value from counter
     where program_id = $1 and owner_id = any($2::uuid[]) and period = $4
       and case when $5::boolean then starts_with(key, $3) and value > 0 else key = $3 end
     group by owner_id`,
    [programId, of.owners, of.key, of.period, of.isFamily],
  )
  return new Map(rows.map((row) => [row.owner_id, row.value]))
}

const labels: Readonly<Record<string, string>> = {
  history: 'Purchases',
  'history.orders': 'Orders, without those given back',
  'history.spend': 'Spend, without what was given back',
  'history.firstOrderAt': 'First order',
  'history.lastOrderAt': 'Last order',
  'history.daysSinceLastOrder': 'Days since the last order',
  ...Object.fromEntries(
    spans.flatMap((days) => [
      [`history.ordersLast${days}Days`, `Orders of the last ${days} days`],
      [`history.spendLast${days}Days`, `Spend of the last ${days} days`],
    ]),
  ),
}

/** What members bought, net of returns: kept up by `foldHistory`. */
export const purchaseFacts: FactSource = {
  name: 'history',
  type: () => ({
    kind: 'object',
    name: 'history',
    fields: {
      orders: { kind: 'int' },
      spend: { kind: 'money' },
      firstOrderAt: { kind: 'timestamp' },
      lastOrderAt: { kind: 'timestamp' },
      daysSinceLastOrder: { kind: 'int' },
      ...Object.fromEntries(
        spans.flatMap((days) => [
          [`ordersLast${days}Days`, { kind: 'int' }],
          [`spendLast${days}Days`, { kind: 'money' }],
        ]),
      ),
    },
  }),
  hints: () => Object.fromEntries(Object.entries(labels).map(([path, label]) => [path, { label }])),
  prepare: (parts, { release, patient = false }) => foldHistory(parts, release.programId, { patient }),
  sql: ([field, ...rest], place) =>
    field === undefined || rest.length > 0 ? undefined : (whole(field, place) ?? recent(field, place)),
  load: async (tx, { release, owners, now }) => {
    const leading = await selectLeading(tx, release.programId, owners)
    const pairs = owners.flatMap((root) =>
      [root, ...(leading.get(root) ?? [])].map((owner) => [owner, root] as const),
    )
    const rows = await tx.query<HistoryRow>(
      `select h.owner_id, h.orders, h.spend_minor, h.first_order_at, h.last_order_at, r.*
       from member_history h
       cross join lateral (
         select ${spans
           .map(
             (days, index) => `count(*) filter (where o.occurred_at > $${index + 4}) as orders${days},
             coalesce(sum(o.net_minor) filter (where o.occurred_at > $${index + 4}), 0)::bigint as spend${days}`,
           )
           .join(', ')}
         from unnest($2::uuid[], $${spans.length + 4}::uuid[]) as own (owner_id, root)
         join history_order o on o.program_id = $1 and o.owner_id = own.owner_id
         where own.root = h.owner_id and coalesce(o.counts_for, o.owner_id) = h.owner_id and o.kept and o.occurred_at <= $3
       ) r
       where h.program_id = $1 and h.owner_id = any($${spans.length + 4}::uuid[])`,
      [
        release.programId,
        pairs.map(([owner]) => owner),
        new Date(now),
        ...spans.map((days) => new Date(now - days * dayMs)),
        pairs.map(([, root]) => root),
      ],
    )
    const known = new Map(rows.map((row) => [row.owner_id, loaded(row, { now, zone: release.timeZone })]))
    return new Map(owners.map((owner) => [owner, known.get(owner) ?? nothing]))
  },
}

interface HistoryRow extends Readonly<Record<string, unknown>> {
  owner_id: string
  orders: number
  spend_minor: number
  first_order_at: Date | null
  last_order_at: Date | null
}

const nothing: Readonly<Record<string, unknown>> = {
  orders: 0,
  spend: 0,
  ...Object.fromEntries(
    spans.flatMap((days) => [
      [`ordersLast${days}Days`, 0],
      [`spendLast${days}Days`, 0],
    ]),
  ),
}

function loaded(row: HistoryRow, at: { now: number; zone: string }): Readonly<Record<string, unknown>> {
  const last = row.last_order_at?.getTime()
  return {
    orders: row.orders,
    spend: row.spend_minor,
    firstOrderAt: row.first_order_at?.getTime(),
    lastOrderAt: last,
    daysSinceLastOrder: last === undefined ? undefined : dayOf(at.now, at.zone) - dayOf(last, at.zone),
    ...Object.fromEntries(
      spans.flatMap((days) => [
        [`ordersLast${days}Days`, row[`orders${days}`]],
        [`spendLast${days}Days`, row[`spend${days}`]],
      ]),
    ),
  }
}

function whole(field: string, place: FactPlace): FactSql | undefined {
  switch (field) {
    case 'orders':
      return { rows: historyRows, value: (row) => `coalesce(${row}.orders, 0)` }
    case 'spend':
      return { rows: historyRows, value: (row) => `coalesce(${row}.spend_minor, 0)` }
    case 'firstOrderAt':
      return { rows: historyRows, value: (row) => millisSql(`${row}.first_order_at`) }
    case 'lastOrderAt':
      return { rows: historyRows, value: (row) => millisSql(`${row}.last_order_at`) }
    case 'daysSinceLastOrder':
      return { rows: historyRows, value: daysSince(place) }
    default:
      return undefined
  }
}

/** Days for which it is at hand when they began: finding one's place among them is quicker than asking for the day. */
const daysAtHand = 400

function daysSince(place: FactPlace): (row: string) => string {
  const { timeZone } = place.context
  const today = dayOf(place.now, timeZone)
  const texts = dayStarts(today - daysAtHand, today, timeZone).map((at) => new Date(at).toISOString())
  const starts = place.param(`{${texts.join(',')}}`, 'timestamptz[]')
  const [day, zone] = [place.param(today, 'bigint'), place.param(timeZone, 'text')]
  return (row) => {
    const last = `${row}.last_order_at`
    return `(case when ${last} >= (${starts})[1] and ${last} < (${starts})[${texts.length}]
      then ${texts.length - 1} - width_bucket(${last}, ${starts})
      else ${day} - ((${last} at time zone ${zone})::date - date '1970-01-01') end)`
  }
}

/** The orders of the last days, up to now: by the places of both instants among the times of recent orders. */
function recent(field: string, place: FactPlace): FactSql | undefined {
  const match = /^(orders|spend)Last(\d+)Days$/.exec(field)
  const days = Number(match?.[2])
  if (match === null || !spans.some((span) => span === days)) return undefined
  const instant = (at: number) => place.param(new Date(at).toISOString(), 'timestamptz')
  const [from, until] = [instant(place.now - days * dayMs), instant(place.now)]
  const placeOf = (row: string, at: string) =>
    `(case when ${row}.last_order_at <= ${at} then cardinality(${row}.recent_at) else width_bucket(${at}, ${row}.recent_at) end)`
  const spentFrom = (row: string, at: string) => `coalesce(${row}.recent_spend[${placeOf(row, at)} + 1], 0)`
  return {
    rows: historyRows,
    value: (row) =>
      match[1] === 'orders'
        ? `coalesce(${placeOf(row, until)} - ${placeOf(row, from)}, 0)::bigint`
        : `(${spentFrom(row, from)} - ${spentFrom(row, until)})`,
  }
}
