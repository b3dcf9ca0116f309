import { invariant } from '../../kernel/verdict.ts'
import type { KeptDecision } from './kept.ts'
import { type PackedDecision, unpackDecision } from './packed.ts'

/**
 * What the texts of orders and of their decisions share: each piece is stored as one control character. JSON escapes
 * those characters, so none stands in a text of its own, and every text comes back to the letter. Stored texts are read
 * by this list for ever: nothing of it may change.
 */
const pieces: readonly string[] = [
  '{"channel":"',
  '{"member":{"',
  '","member":{"',
  'externalId":"',
  '"},"occurredAt":"20',
  '","order":{"currency":"',
  '","lines":[{"',
  '"},{"',
  'category":"',
  '","lineId":"',
  'lineId":"',
  '","name":"',
  '","quantity":"',
  '","sku":"',
  '","unitPrice":"',
  '"}]},"source":"',
  '","sourceId":"',
  '","type":"order.placed"}',
  'amountMinor":',
  '{"f":{"member":{"tier":"',
  '"},"balances":{"points":',
  '}},"b":[[1,',
  ',0,0,0,',
  '"S":{"earning":{"w":6,"r":[["',
  ']]},"tiers":[["',
  ']]},"R":["points","earning"]}',
  ']],"t":[["',
]

/** Characters that stand for pieces, in their order: controls without those that end lines or columns. */
const marks = [...Array(31).keys()].filter((code) => code > 0 && ![9, 10, 13].includes(code))
const pieceOf = new Map(pieces.map((piece, index) => [String.fromCharCode(marks[index] ?? 0), piece]))
const markOf = new Map([...pieceOf].map(([mark, piece]) => [piece, mark]))

// Longer pieces are looked for before their own beginnings.
const longestFirst = [...pieces].sort((a, b) => b.length - a.length)
const anyPiece = new RegExp(longestFirst.map((piece) => piece.replace(/[{}[\].]/g, '\\$&')).join('|'), 'g')
// biome-ignore lint/suspicious/noControlCharactersInRegex: these stand for pieces
const anyMark = /[\x01-\x1e]/g
const between = '\u001f'

/** The texts of an activity's body and of its decision, both JSON, as one shorter text. */
export function shorten(body: string, decision: string): string {
  return `${body}${between}${decision}`.replace(anyPiece, (piece) => markOf.get(piece) ?? piece)
}

/** What was told of an activity, however it is stored. */
export function bodyOf<Body>(row: { body: Body | null; short: string | null }): Body {
  const { body, short } = row
  if (body !== null) return body
  invariant(short !== null, 'an activity keeps its body in one of two forms')
  return JSON.parse(lengthened(short.slice(0, short.indexOf(between)))) as Body
}

/** What was decided of an activity, however it is stored. */
export function decisionOf(row: { decision: PackedDecision | null; short: string | null }): KeptDecision {
  const { decision, short } = row
  if (decision !== null) return unpackDecision(decision)
  invariant(short !== null, 'an activity keeps its decision in one of two forms')
  return unpackDecision(JSON.parse(lengthened(short.slice(short.indexOf(between) + 1))) as PackedDecision)
}

function lengthened(text: string): string {
  return text.replace(anyMark, (mark) => pieceOf.get(mark) ?? mark)
}
