import { type ActivityInput, activityInput } from '@perennial/contract'
import { instantText } from '../../../kernel/instants.ts'
import type { Columns } from './columns.ts'

/** One row of an order, cut into cells. */
export interface Row {
  line: number
  cells: readonly string[]
}

/** What the rows of one order come to. */
export type OrderRead =
  | { ok: true; input: ActivityInput; lines: number[] }
  /** One wrong row refuses its whole order: an order without one of its lines would be another order. */
  | { ok: false; orderId: string; lines: number[]; line: number; reason: string }

const nameMax = 300

/** Reads the rows of one order or return, in file order. */
export function readOrder(columns: Columns, rows: readonly Row[]): OrderRead {
  const [first] = rows
  const lines = rows.map((row) => row.line)
  if (first === undefined) throw new Error('Broken invariant: an order has rows')
  const orderId = columns.order(first.cells, first.line)
  const wrong = (line: number, reason: string): OrderRead => ({ ok: false, orderId, lines, line, reason })
  for (const row of rows) {
    const reason = rowProblem(columns, row, first)
    if (reason !== undefined) return wrong(row.line, reason)
  }
  const candidate = isReturnId(columns, orderId)
    ? { ...headOf(columns, first), type: 'order.returned', return: { lines: returned(columns, rows) } }
    : {
        ...headOf(columns, first),
        type: 'order.placed',
        order: { currency: columns.spec.currency, lines: rows.map((row) => bought(columns, row)) },
      }
  const checked = activityInput.safeParse(candidate)
  if (checked.success) return { ok: true, input: checked.data, lines }
  const [issue] = checked.error.issues
  const at = issue?.path.find((part) => typeof part === 'number')
  const line = at === undefined ? first.line : (rows[at]?.line ?? first.line)
  return wrong(line, `${issue?.path.filter((part) => typeof part === 'string').join('.')}: ${issue?.message}`)
}

/** Whether an id is that of a return. */
export function isReturnId(columns: Columns, orderId: string): boolean {
  const { returns } = columns.spec
  return returns !== undefined && orderId.startsWith(returns.prefix)
}

function rowProblem(columns: Columns, row: Row, first: Row): string | undefined {
  const { cells, line } = row
  if (cells.length !== columns.count) return `The row has ${cells.length} cells instead of ${columns.count}`
  if (row === first && Number.isNaN(columns.instant(columns.time(cells, line))))
    return `The time "${columns.time(cells, line).slice(0, 40)}" is not of the form ${columns.spec.fields.time.format}`
  const member = columns.member(cells, line)
  if (member === '') return 'The row names no member'
  if (member !== columns.member(first.cells, first.line)) return 'The order names two members'
  const quantity = columns.quantity(cells, line)
  if (!/^-?\d{1,9}(\.\d{1,6})?$/.test(quantity)) return `The quantity "${quantity.slice(0, 40)}" is no number`
  const price = columns.unitPrice(cells, line)
  if (!/^-?\d{1,12}(\.\d{1,9})?$/.test(price)) return `The price "${price.slice(0, 40)}" is no number`
  const { returns } = columns.spec
  const comesBack = isReturnId(columns, columns.order(cells, line))
  const isNegative = quantity.startsWith('-')
  if (!comesBack && isNegative) return 'A negative quantity outside a return'
  if (comesBack && isNegative !== (returns?.quantity === 'negative'))
    return `A return's quantity must be ${returns?.quantity}`
  return undefined
}

function headOf(columns: Columns, { cells, line }: Row) {
  const store = columns.store?.(cells, line) ?? ''
  const channel = columns.channel?.(cells, line) ?? ''
  return {
    source: columns.spec.source,
    sourceId: columns.order(cells, line),
    occurredAt: instantText(columns.instant(columns.time(cells, line))),
    member: { externalId: columns.member(cells, line) },
    ...(store === '' ? {} : { store }),
    ...(channel === '' ? {} : { channel }),
  }
}

function bought(columns: Columns, { cells, line }: Row) {
  // Names are for people; a longer one is cut where a refusal would help nobody.
  const name = columns.name?.(cells, line).slice(0, nameMax).toWellFormed() ?? ''
  const category = columns.category?.(cells, line) ?? ''
  return {
    lineId: String(line),
    sku: columns.sku(cells, line),
    quantity: columns.quantity(cells, line),
    unitPrice: columns.unitPrice(cells, line),
    ...(name === '' ? {} : { name }),
    ...(category === '' ? {} : { category }),
  }
}

function returned(columns: Columns, rows: readonly Row[]) {
  return rows.map(({ cells, line }) => ({
    sku: columns.sku(cells, line),
    quantity: columns.quantity(cells, line).replace('-', ''),
  }))
}
