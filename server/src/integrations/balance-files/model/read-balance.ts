import type { MemberCreate } from '@perennial/contract'
import { dayStart, type Instant, instantText, parseDay, parseInstant } from '../../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../../kernel/verdict.ts'
import type { IdentifierKind } from '../../../members/index.ts'

const identifierColumns: readonly IdentifierKind[] = ['externalId', 'email', 'phone', 'card']
const otherColumns = ['amount', 'earnedAt', 'expiresAt'] as const
type Column = IdentifierKind | (typeof otherColumns)[number]

/** Where each column of a file stands. */
export interface BalanceColumns {
  width: number
  places: ReadonlyMap<Column, number>
}

/** One lot of one member, as a row says it. */
export interface Balance {
  identifiers: Pick<MemberCreate, IdentifierKind>
  amount: number
  earnedAt?: string
  /** Null: never. Absent: by the currency's policy. */
  expiresAt?: string | null
}

/** A row that can be read; or why not, with its amount where that much can be read. */
export type BalanceRead =
  | { ok: true; balance: Balance }
  | { ok: false; reason: string; amount: number | undefined }

/** Reads the first row. Refuses unknown columns, because a misspelt one would be lost without a word. */
export function readHeader(cells: readonly string[]): Verdict<BalanceColumns> {
  const known = new Set<string>([...identifierColumns, ...otherColumns])
  const places = new Map<Column, number>()
  for (const [place, name] of cells.entries()) {
    if (!known.has(name)) return wrongHeader(`It has a column "${name}".`)
    if (places.has(name as Column)) return wrongHeader(`It has the column "${name}" twice.`)
    places.set(name as Column, place)
  }
  if (!places.has('amount')) return wrongHeader('It has no column "amount".')
  if (!identifierColumns.some((kind) => places.has(kind)))
    return wrongHeader('It has no column that names members.')
  return ok({ width: cells.length, places })
}

function wrongHeader(what: string): Verdict<never> {
  const columns = `${identifierColumns.join(', ')} (one or more), amount, earnedAt, expiresAt`
  return refuse('import_file_invalid', `${what} The first line names columns out of: ${columns}.`)
}

const dayAndNight = 1

/** Reads a row. Days are of the programme's zone: earned at the start of the day, good until the day is over. */
export function readBalance(columns: BalanceColumns, cells: readonly string[], zone: string): BalanceRead {
  const cell = (column: Column) => {
    const place = columns.places.get(column)
    return place === undefined ? '' : (cells[place] ?? '')
  }
  const amount = readAmount(cell('amount'))
  const wrong = (reason: string): BalanceRead => ({ ok: false, reason, amount })
  if (cells.length !== columns.width)
    return wrong(`The row has ${cells.length} cells, the header ${columns.width}`)
  if (amount === undefined) return wrong('The amount is no whole number from 1 to 9007199254740991')
  const identifiers: Partial<Record<IdentifierKind, string>> = {}
  for (const kind of identifierColumns) if (cell(kind) !== '') identifiers[kind] = cell(kind)
  if (Object.keys(identifiers).length === 0) return wrong('The row names no member')
  const [earned, expires] = [cell('earnedAt'), cell('expiresAt')]
  const earnedAt = earned === '' ? undefined : readTime(earned, { zone, days: 0 })
  if (earned !== '' && earnedAt === undefined) return wrong(`earnedAt is no day or time: ${shown(earned)}`)
  const end = { zone, days: dayAndNight }
  const expiresAt = expires === '' || expires === 'never' ? undefined : readTime(expires, end)
  if (expires !== '' && expires !== 'never' && expiresAt === undefined)
    return wrong(`expiresAt is no day, no time and not "never": ${shown(expires)}`)
  return {
    ok: true,
    balance: {
      identifiers,
      amount,
      ...(earnedAt === undefined ? {} : { earnedAt: instantText(earnedAt) }),
      ...(expires === 'never' ? { expiresAt: null } : {}),
      ...(expiresAt === undefined ? {} : { expiresAt: instantText(expiresAt) }),
    },
  }
}

function readAmount(text: string): number | undefined {
  const amount = /^\d{1,16}$/.test(text) ? Number(text) : 0
  return Number.isSafeInteger(amount) && amount > 0 ? amount : undefined
}

/** An instant, or the start of a day so many days later. */
function readTime(text: string, more: { zone: string; days: number }): Instant | undefined {
  const day = parseDay(text)
  return day === undefined ? parseInstant(text) : dayStart(day + more.days, more.zone)
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 40))
}
