import {
  Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { isSame } from './plan-set.ts'

/** A piece of the text and what stands there afterwards. */
interface Edit {
  from: number
  to: number
  text: string
}

/** The text being edited. */
interface Source {
  text: string
  document: Document
  /** Columns that an inner block is indented by. */
  step: number
  edits: Edit[]
}

/**
 * The text of a definition's file with another spec. Only what differs is written anew: comments, order, quotes and
 * layout of everything else are the author's. In a text too unusual to be edited in place, the
 * fields that differ are written anew and all is laid out again.
 */
export function withSpec(text: string, spec: Record<string, unknown>): string {
  const whole = text.endsWith('\n') ? text : `${text}\n`
  const document = parseDocument(whole)
  const root = document.contents
  if (!isMap(root)) throw new Error('Broken invariant: a definition is a map')
  const wanted = { ...(document.toJS() as Record<string, unknown>), spec }
  const source: Source = { text: whole, document, step: stepOf(root, whole), edits: [] }
  editMap(source, root, wanted)
  const edited = applyEdits(source)
  if (isSame(contentOf(edited), wanted)) return edited
  return rewritten(document, spec)
}

function rewritten(document: Document, spec: Record<string, unknown>): string {
  const before = contentOf(document.toString()) as { spec: Record<string, unknown> }
  for (const name of new Set([...Object.keys(before.spec), ...Object.keys(spec)])) {
    if (!Object.hasOwn(spec, name)) document.deleteIn(['spec', name])
    else if (!isSame(before.spec[name], spec[name]))
      document.setIn(['spec', name], document.createNode(spec[name]))
  }
  return document.toString({ lineWidth: 0 })
}

/** The file of a definition that had none; the first line tells editors where its schema is. */
export function newDefinitionText(
  definition: { kind: string; key: string; spec: unknown },
  schema: string,
): string {
  const { kind, key, spec } = definition
  const body = new Document({ kind, key, spec }).toString({ lineWidth: 110, indent: 2 })
  return withSchemaLine(body, schema)
}

const schemaMark = '# yaml-language-server: $schema='

/** The text with the line by which editors find the schema; one that names a schema keeps it. */
export function withSchemaLine(text: string, schema: string): string {
  return text.includes(schemaMark) ? text : `${schemaMark}${schema}\n${text}`
}

function contentOf(text: string): unknown {
  const document = parseDocument(text)
  return document.errors.length > 0 ? undefined : document.toJS()
}

function applyEdits({ text, edits }: Source): string {
  let edited = text
  for (const { from, to, text: fresh } of edits.sort(
    (one, other) => other.from - one.from || other.to - one.to,
  ))
    edited = edited.slice(0, from) + fresh + edited.slice(to)
  return edited
}

function stepOf(root: YAMLMap, text: string): number {
  for (const { value } of root.items as Pair<Node, Node>[])
    if (isMap(value) && !value.flow && value.range) return columnOf(text, value.range[0]) || 2
  return 2
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at)
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** After the newline that ends the line of `at`. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at
  const newline = text.indexOf('\n', at)
  return newline < 0 ? text.length : newline + 1
}

function jsOf(source: Source, node: unknown): unknown {
  return (node as Node | null)?.toJS(source.document) ?? null
}

/** Where the last character of a node stands, comments behind it left out. */
function contentEnd(node: Node | Pair): number {
  if (isPair(node)) {
    const pair = node as Pair<Node, Node | null>
    return pair.value?.range
      ? Math.max(pair.key.range?.[1] ?? 0, contentEnd(pair.value))
      : (pair.key.range?.[1] ?? 0) + 1
  }
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1) as Node | Pair | undefined
    if (last !== undefined) return contentEnd(last)
  }
  return node.range?.[1] ?? 0
}

function editMap(source: Source, map: YAMLMap, want: Record<string, unknown>): void {
  const { text } = source
  const pairs = map.items as Pair<Scalar, Node | null>[]
  const column = columnOf(text, pairs[0]?.key.range?.[0] ?? 0)
  const kept = new Set<string>()
  for (const pair of pairs) {
    const name = String(pair.key.value)
    if (Object.hasOwn(want, name)) {
      kept.add(name)
      editPair(source, { pair, column, want: want[name] })
    } else
      source.edits.push({
        from: withComment(text, startOf(pair), column),
        to: lineEnd(text, contentEnd(pair)),
        text: '',
      })
  }
  const fresh = Object.entries(want).filter(([name, value]) => !kept.has(name) && value !== undefined)
  const last = pairs.at(-1)
  if (fresh.length === 0 || last === undefined) return
  const at = lineEnd(text, contentEnd(last))
  const lines = fresh.map(([name, value]) => indented(blockText({ [name]: value }, source.step), column))
  source.edits.push({ from: at, to: at, text: lines.join('') })
}

function startOf(pair: Pair<Scalar, unknown>): number {
  return pair.key.range?.[0] ?? 0
}

/** The start of the lines of comment that stand directly above. */
function withComment(text: string, at: number, column: number): number {
  let start = lineStart(text, at)
  while (start > 0) {
    const above = lineStart(text, start - 1)
    const line = text.slice(above, start)
    if (columnOf(line, line.search(/\S/)) !== column || line.trimStart()[0] !== '#') break
    start = above
  }
  return start
}

function editPair(
  source: Source,
  of: { pair: Pair<Scalar, Node | null>; column: number; want: unknown },
): void {
  const { pair, column, want } = of
  const { value } = pair
  if (isSame(jsOf(source, value), want)) return
  if (value !== null && editInside(source, value, want)) return
  const colon = source.text.indexOf(':', pair.key.range?.[1] ?? 0)
  const to = value?.range ? contentEnd(value) : colon + 1
  const ends = source.text[to - 1] === '\n' ? '\n' : ''
  source.edits.push({ from: colon + 1, to, text: valueText(source, { value, want, column }) + ends })
}

/** Whether the difference could be written inside the node, without replacing it. */
function editInside(source: Source, node: Node, want: unknown): boolean {
  if (isMap(node) && !node.flow && isRecord(want) && isEditable(source.text, node, want)) {
    editMap(source, node, want)
    return true
  }
  if (isSeq(node) && !node.flow && Array.isArray(want) && want.length > 0) return editSeq(source, node, want)
  return false
}

/** Whether fields of a map can go and come by lines: some stay, and a first one that goes has a line of its own. */
function isEditable(text: string, map: YAMLMap, want: Record<string, unknown>): boolean {
  const names = (map.items as Pair<Scalar, unknown>[]).map((pair) => String(pair.key.value))
  if (!names.some((name) => Object.hasOwn(want, name))) return false
  const start = startOf(map.items[0] as Pair<Scalar, unknown>)
  return Object.hasOwn(want, names[0] ?? '') || text.slice(lineStart(text, start), start).trim() === ''
}

/** What stands behind the colon. */
function valueText(source: Source, of: { value: Node | null; want: unknown; column: number }): string {
  const { value, want, column } = of
  if (value !== null && isCollection(value) && value.flow) return ` ${flowText(source, value, want)}`
  if (typeof want === 'object' && want !== null && Object.keys(want).length > 0)
    return `\n${indented(blockText(want, source.step), column + source.step).trimEnd()}`
  const scalar = new Scalar(want)
  if (
    typeof want === 'string' &&
    isScalar(value) &&
    typeof value.value === 'string' &&
    value.type !== undefined
  )
    scalar.type = value.type
  // Inside a map, because text of several lines is not indented where it stands alone.
  const text = blockText({ v: typeof want === 'object' ? want : scalar }, source.step).slice('v:'.length)
  return indented(text, column).trimStart().replace(/^/, ' ').trimEnd()
}

function flowText(source: Source, node: Node, want: unknown): string {
  const padded = /^[[{] /.test(source.text.slice(node.range?.[0] ?? 0))
  const document = new Document(want)
  if (isCollection(document.contents)) document.contents.flow = true
  return document.toString({ lineWidth: 0, flowCollectionPadding: padded }).trimEnd()
}

function blockText(value: unknown, step: number): string {
  return new Document(value).toString({ lineWidth: 0, indent: step })
}

function indented(text: string, columns: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(columns))
}

/** One item of a list: the one that was there and becomes it, or none. */
interface Match {
  index: number | undefined
  want: unknown
}

/** False when items changed their order. */
function editSeq(source: Source, seq: YAMLSeq, want: readonly unknown[]): boolean {
  const { text } = source
  const column = columnOf(text, seq.range?.[0] ?? 0)
  const items = seq.items as Node[]
  const matches = matchItems(
    items.map((item) => jsOf(source, item)),
    want,
  )
  const order = matches.flatMap(({ index }) => (index === undefined ? [] : [index]))
  if (order.length === 0 || order.some((index, at) => at > 0 && index <= (order[at - 1] ?? 0))) return false
  const inner: Edit[] = []
  let at = dashOf(text, items[0], column)
  for (const { index, want: value } of matches) {
    const item = index === undefined ? undefined : items[index]
    if (item === undefined) {
      inner.push({ from: at, to: at, text: itemText(source, value, column) })
      continue
    }
    const [from, to] = [dashOf(text, item, column), lineEnd(text, contentEnd(item))]
    if (!isSame(jsOf(source, item), value) && !editInside(source, item, value))
      inner.push({ from, to, text: itemText(source, value, column) })
    at = to
  }
  for (const [index, item] of items.entries())
    if (!order.includes(index))
      inner.push({
        from: withComment(text, dashOf(text, item, column), column),
        to: lineEnd(text, contentEnd(item)),
        text: '',
      })
  source.edits.push(...inner)
  return true
}

function itemText({ step }: Source, value: unknown, column: number): string {
  return indented(blockText([value], step), column)
}

/** The start of the line on which the dash of an item stands. */
function dashOf(text: string, item: Node | undefined, column: number): number {
  let start = lineStart(text, item?.range?.[0] ?? 0)
  while (start > 0 && text[start + column] !== '-') start = lineStart(text, start - 1)
  return start
}

/** Equal items first, then those with the same key, then those at the same place of a list of the same length. */
function matchItems(old: readonly unknown[], want: readonly unknown[]): Match[] {
  const free = new Set(old.keys())
  const take = (fits: (item: unknown) => boolean): number | undefined => {
    const index = [...free].find((each) => fits(old[each]))
    if (index !== undefined) free.delete(index)
    return index
  }
  const matches: Match[] = want.map((value) => ({ index: take((item) => isSame(item, value)), want: value }))
  for (const match of matches) match.index ??= take((item) => hasSameKey(item, match.want))
  if (old.length === want.length)
    for (const [at, match] of matches.entries())
      if (match.index === undefined && free.delete(at)) match.index = at
  return matches
}

function hasSameKey(one: unknown, other: unknown): boolean {
  return isRecord(one) && isRecord(other) && one.key !== undefined && one.key === other.key
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
