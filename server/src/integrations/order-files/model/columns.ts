import type { Instant } from '../../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../../kernel/verdict.ts'
import { columnsUsed, type Field, type MappingSpec } from '../mapping.ts'
import { timeReader } from './local-time.ts'
import { cellSplitter } from './rows.ts'

type Read = (cells: readonly string[], line: number) => string

/** A mapping made ready for the columns that a file really has. */
export interface Columns {
  spec: MappingSpec
  /** Cells that each row must have. */
  count: number
  split(row: string): string[]
  order: Read
  member: Read
  sku: Read
  quantity: Read
  unitPrice: Read
  time: Read
  name: Read | undefined
  category: Read | undefined
  store: Read | undefined
  channel: Read | undefined
  /** NaN for what is no real time. */
  instant(text: string): Instant
}

/** Whether the first row names the columns. */
export function hasHeader(spec: MappingSpec): boolean {
  return spec.format.columns === undefined
}

/** Finds the mapping's columns. `header` is the first row where it names them. Refuses `import_file_invalid`. */
export function columnsOf(spec: MappingSpec, header: string | undefined): Verdict<Columns> {
  const split = cellSplitter(spec.format)
  const names = namesOf(spec, header === undefined ? [] : split(header))
  const missing = columnsUsed(spec).filter((each) => !names.includes(each))
  if (missing.length > 0)
    return refuse(
      'import_file_invalid',
      `The file has no column ${missing.join(', ')}. Its first row names: ${names.join(', ').slice(0, 500)}.`,
    )
  const doubled = columnsUsed(spec).find((each) => names.indexOf(each) !== names.lastIndexOf(each))
  if (doubled !== undefined) return refuse('import_file_invalid', `The file has the column ${doubled} twice.`)
  const { fields, decimal } = spec
  const read = (field: Field) => reader(field, names)
  const optional = (field: Field | undefined) => (field === undefined ? undefined : read(field))
  const number = (field: Field): Read => {
    const plain = read(field)
    return decimal === '.' ? plain : (cells, line) => plain(cells, line).replace(',', '.')
  }
  return ok({
    spec,
    count: names.length,
    split,
    order: read(fields.order),
    member: read(fields.member),
    sku: read(fields.sku),
    quantity: number(fields.quantity),
    unitPrice: number(fields.unitPrice),
    time: read({ column: fields.time.column }),
    name: optional(fields.name),
    category: optional(fields.category),
    store: optional(fields.store),
    channel: optional(fields.channel),
    instant: timeReader(fields.time),
  })
}

function namesOf(spec: MappingSpec, header: readonly string[]): readonly string[] {
  const { columns } = spec.format
  if (columns === undefined) return header
  return Array.isArray(columns) ? columns : Object.keys(columns)
}

function reader(field: Field, names: readonly string[]): Read {
  if ('value' in field) return () => field.value
  if ('line' in field) return (_cells, line) => String(line)
  const at = names.indexOf(field.column)
  return (cells) => cells[at] ?? ''
}
