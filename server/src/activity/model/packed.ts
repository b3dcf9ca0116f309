import type { Effect } from '@perennial/contract'
import type { StageRecord } from '../stage.ts'
import type { KeptDecision } from './kept.ts'

/** A list of rows of one width, each without the nulls at its end. */
interface PackedRows {
  w: number
  r: readonly (readonly unknown[])[]
}

/**
 * Where the effects say just what a stage recorded, only that: the stage, and the currency of all. Its rows begin with
 * rule, points asked for, points granted.
 */
type AsRecorded = readonly [currency: string, stage: string]

/** A currency for the points that follow it; points as rule and amount; any other effect as it is told. */
type PackedEffect = string | readonly [rule: string | null, amount: number] | Effect

/**
 * A decision as it is written: what every activity repeats (names of fields, currencies, empty cells) is left out. What
 * was written before there was this form has `s` and `e`, and is read as it is.
 */
export type PackedDecision = KeptDecision & {
  S?: Readonly<Record<string, StageRecord | PackedRows>>
  E?: readonly PackedEffect[]
  R?: AsRecorded
}

/** The text that is stored of a decision. */
export function packDecision(decision: KeptDecision): string {
  const { s, e, ...rest } = decision
  const packed: PackedDecision = {
    ...rest,
    ...(s === undefined ? {} : isPackable(s) ? { S: mapped(s, packRows) } : { s }),
    ...(e === undefined ? {} : packTold(e, s)),
  }
  return JSON.stringify(packed)
}

/** The decision again, to the letter of its JSON. */
export function unpackDecision(packed: PackedDecision): KeptDecision {
  const { S, E, R, ...rest } = packed
  const s = S === undefined ? rest.s : mapped(S, unpackRows)
  return {
    ...rest,
    ...(s === undefined ? {} : { s }),
    ...(E === undefined ? {} : { e: unpackEffects(E) }),
    ...(R === undefined ? {} : { e: asRecorded(s, R) }),
  }
}

function packTold(e: readonly Effect[], s: KeptDecision['s']): Pick<PackedDecision, 'E' | 'R'> {
  const [first] = e
  const currency = first?.kind === 'points' ? first.currency : undefined
  if (currency !== undefined && s !== undefined) {
    for (const stage of Object.keys(s))
      if (saysTheSame(e, rowsGranted(s[stage]), currency)) return { R: [currency, stage] }
  }
  return { E: packEffects(e) }
}

function saysTheSame(e: readonly Effect[], rows: readonly (readonly unknown[])[], currency: string): boolean {
  return (
    e.length === rows.length &&
    e.every((effect, index) => {
      const row = rows[index] ?? []
      return (
        effect.kind === 'points' &&
        effect.currency === currency &&
        effect.amount === row[2] &&
        effect.rule === row[0] &&
        hasKeys(effect, pointsKeys)
      )
    })
  )
}

function rowsGranted(record: StageRecord | undefined): readonly (readonly unknown[])[] {
  if (!Array.isArray(record)) return []
  return (record as readonly unknown[]).filter(
    (row): row is readonly unknown[] => Array.isArray(row) && row[2] !== 0 && row[2] !== null,
  )
}

function asRecorded(s: KeptDecision['s'], [currency, stage]: AsRecorded): Effect[] {
  return rowsGranted(s?.[stage]).map(
    ([rule, , amount]) => ({ kind: 'points', currency, amount, rule }) as Effect,
  )
}

function mapped(
  records: Readonly<Record<string, StageRecord>>,
  change: (record: StageRecord) => StageRecord,
): Record<string, StageRecord> {
  return Object.fromEntries(Object.entries(records).map(([name, record]) => [name, change(record)]))
}

/** A record that is an object might be taken for packed rows. */
function isPackable(records: Readonly<Record<string, StageRecord>>): boolean {
  return Object.values(records).every((record) => Array.isArray(record))
}

function packRows(record: StageRecord): StageRecord {
  const rows = record as readonly unknown[]
  const [first] = rows
  if (!Array.isArray(first)) return record
  const width = first.length
  if (!rows.every((row): row is unknown[] => Array.isArray(row) && row.length === width)) return record
  const trimmed = rows.map(withoutEnd)
  return trimmed.some((row) => row.length < width - 1) ? { w: width, r: trimmed } : record
}

function withoutEnd(row: readonly unknown[]): readonly unknown[] {
  let end = row.length
  while (end > 0 && row[end - 1] === null) end -= 1
  return row.slice(0, end)
}

function unpackRows(record: StageRecord): StageRecord {
  if (Array.isArray(record)) return record
  const { w, r } = record as PackedRows
  return r.map((row) => [...row, ...Array<null>(w - row.length).fill(null)])
}

const pointsKeys = ['kind', 'currency', 'amount', 'rule']

function packEffects(effects: readonly Effect[]): PackedEffect[] {
  const packed: PackedEffect[] = []
  let currency: string | undefined
  for (const effect of effects) {
    // Only what is told in just these words and this order: a repeated reply must be the same text.
    if (effect.kind !== 'points' || !hasKeys(effect, pointsKeys)) {
      packed.push(effect)
      continue
    }
    const points = effect as Effect & { currency: string; rule: string | null; amount: number }
    if (points.currency !== currency) packed.push(points.currency)
    currency = points.currency
    packed.push([points.rule, points.amount])
  }
  return packed
}

function hasKeys(value: object, keys: readonly string[]): boolean {
  const own = Object.keys(value)
  return own.length === keys.length && keys.every((key, index) => own[index] === key)
}

function unpackEffects(packed: readonly PackedEffect[]): Effect[] {
  const effects: Effect[] = []
  let currency = ''
  for (const each of packed) {
    if (typeof each === 'string') currency = each
    else if (isPair(each)) {
      const [rule, amount] = each
      effects.push({ kind: 'points', currency, amount, rule } as Effect)
    } else effects.push(each)
  }
  return effects
}

function isPair(each: PackedEffect): each is readonly [string | null, number] {
  return Array.isArray(each)
}
