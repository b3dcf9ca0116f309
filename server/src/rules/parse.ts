import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js'
import type { BinaryOperator, Syntax } from './node.ts'
import { type Position, positionOf, RuleProblem } from './rule-error.ts'

/** Bounds on what one rule may be and do; each has a default. */
export interface RuleLimits {
  /** Longest source, in UTF-16 units. */
  sourceLengthMax: number
  /** Deepest nesting of the tree; a chain of `&&` or `||` is one level. */
  depthMax: number
  /** Longest list that a rule may read or build. */
  listLengthMax: number
  /** Most list elements that one evaluation may visit, over all nested macros. */
  visitsMax: number
}

export const defaultLimits: RuleLimits = {
  sourceLengthMax: 4096,
  depthMax: 32,
  listLengthMax: 1000,
  visitsMax: 100_000,
}

// The parser's own bound is only a guard for its recursion: ours counts the finished tree.
const grammar = new Environment({ limits: { maxDepth: 200, maxListElements: 2000, maxMapEntries: 2000 } })

interface Reading {
  source: string
  /** For each offset of an opening bracket, the offset of the one that closes it. */
  parentheses: readonly { open: number; close: number }[]
  limits: RuleLimits
}

/** The tree of a source. Throws {@link RuleProblem} with the position of the first error. */
export function parseSource(source: string, limits: RuleLimits): Syntax {
  if (source.length > limits.sourceLengthMax) {
    const at = positionOf(source, limits.sourceLengthMax, source.length)
    throw new RuleProblem(
      `A rule has at most ${limits.sourceLengthMax} characters; this one has ${source.length}.`,
      at,
    )
  }
  try {
    const ast = grammar.parse(source).ast
    return convert(ast, { source, parentheses: parenthesesOf(source), limits }, 1)
  } catch (error) {
    if (error instanceof ParseError) throw asProblem(source, error)
    throw error
  }
}

const tokenWords: Readonly<Record<string, string>> = {
  IDENTIFIER: 'a name',
  RPAREN: '")"',
  RBRACKET: '"]"',
  RBRACE: '"}"',
  COLON: '":"',
}

const hints: Readonly<Record<string, string>> = {
  '=': ' Write "==" to compare.',
  and: ' Write "&&" for and.',
  or: ' Write "||" for or.',
  not: ' Write "!" for not.',
}

/** The parser's complaint in the words of an author. */
function asProblem(source: string, error: ParseError): RuleProblem {
  const start = error.range?.start ?? 0
  const end = error.range?.end ?? start + 1
  const at = positionOf(source, start, end)
  const word = source.slice(start, end)
  const met = word === '' ? 'the end of the rule' : `"${word}"`
  const hint = Object.hasOwn(hints, word) ? hints[word] : ''
  switch (error.code) {
    case 'unexpected_token':
    case 'unexpected_character':
      return new RuleProblem(`${met} does not fit here.${hint}`, at)
    case 'expected_token': {
      const token = /^Expected (\w+)/.exec(error.summary)?.[1] ?? ''
      return new RuleProblem(
        `${tokenWords[token] ?? 'Something else'} is missing; there is ${met}.${hint}`,
        at,
      )
    }
    case 'invalid_macro_argument':
      return new RuleProblem('A macro takes the name of its variable first, as in list.exists(x, x > 1).', at)
    default:
      return new RuleProblem(error.summary.replace(/([^.])$/, '$1.'), at)
  }
}

/**
 * Pairs of parentheses outside of texts and comments. The parser forgets them, and without them the excerpt of
 * `(a || b) && c` would begin inside the pair.
 */
function parenthesesOf(source: string): { open: number; close: number }[] {
  const tokens =
    /[rR]?("""|''')[\s\S]*?\1|[rR]"[^"]*"|[rR]'[^']*'|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/[^\n]*|[()]/g
  const pairs: { open: number; close: number }[] = []
  const open: number[] = []
  for (const match of source.matchAll(tokens)) {
    if (match[0] === '(') open.push(match.index)
    else if (match[0] === ')') {
      const start = open.pop()
      if (start !== undefined) pairs.push({ open: start, close: match.index })
    }
  }
  return pairs
}

/** The place of a node, grown over parentheses that it cuts through. */
function placeOf(ast: ASTNode, reading: Reading): Position {
  let { start, end } = ast
  for (let grown = true; grown; ) {
    grown = false
    for (const { open, close } of reading.parentheses) {
      const cuts =
        (open < start && close >= start && close < end) || (open >= start && open < end && close >= end)
      if (!cuts) continue
      start = Math.min(start, open)
      end = Math.max(end, close + 1)
      grown = true
    }
  }
  return positionOf(reading.source, start, end)
}

/** Flattens `a && b && c`, so that long conditions stay shallow and are explained as one list. */
function chain(ast: ASTNode, operator: '&&' | '||', into: ASTNode[]): ASTNode[] {
  if (ast.op !== operator) into.push(ast)
  else for (const part of ast.args) chain(part, operator, into)
  return into
}

function convert(ast: ASTNode, reading: Reading, depth: number): Syntax {
  const at = placeOf(ast, reading)
  if (depth > reading.limits.depthMax) {
    throw new RuleProblem(`A rule nests at most ${reading.limits.depthMax} levels deep.`, at)
  }
  const sub = (part: ASTNode): Syntax => convert(part, reading, depth + 1)
  switch (ast.op) {
    case 'value':
      return literal(ast.args, at, reading.source)
    case 'id':
      return { kind: 'name', name: ast.args, at }
    case '.': {
      // The parser's own position of an access is its name, of all other nodes their start.
      const fieldAt = positionOf(reading.source, ast.pos, ast.pos + ast.args[1].length)
      return { kind: 'field', object: sub(ast.args[0]), field: ast.args[1], fieldAt, at }
    }
    case '[]':
      return { kind: 'index', object: sub(ast.args[0]), index: sub(ast.args[1]), at }
    case 'call':
      return { kind: 'call', name: ast.args[0], receiver: undefined, args: ast.args[1].map(sub), at }
    case 'rcall':
      return { kind: 'call', name: ast.args[0], receiver: sub(ast.args[1]), args: ast.args[2].map(sub), at }
    case 'list':
      return { kind: 'list', items: ast.args.map(sub), at }
    case 'map':
      return {
        kind: 'map',
        entries: ast.args.map(([key, value]) => ({ key: sub(key), value: sub(value) })),
        at,
      }
    case '?:':
      return { kind: 'conditional', test: sub(ast.args[0]), yes: sub(ast.args[1]), no: sub(ast.args[2]), at }
    case '&&':
      return { kind: 'and', parts: chain(ast, '&&', []).map(sub), at }
    case '||':
      return { kind: 'or', parts: chain(ast, '||', []).map(sub), at }
    case '!_':
      return { kind: 'not', operand: sub(ast.args), at }
    case '-_':
      return { kind: 'negate', operand: sub(ast.args), at }
    case '.?':
    case '[?]':
      throw new RuleProblem('Optional access is left out; test with has() first.', at)
    default:
      return binary(ast, at, sub)
  }
}

function binary(ast: ASTNode & { op: BinaryOperator }, at: Position, sub: (part: ASTNode) => Syntax): Syntax {
  return { kind: 'binary', operator: ast.op, left: sub(ast.args[0]), right: sub(ast.args[1]), at }
}

function literal(value: unknown, at: Position, source: string): Syntax {
  if (typeof value === 'bigint') return { kind: 'int', digits: String(value), at }
  if (typeof value === 'number')
    return { kind: 'decimal', digits: source.slice(at.offset, at.offset + at.length), at }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null)
    return { kind: 'constant', value, at }
  if (value instanceof Uint8Array) throw new RuleProblem('Bytes are left out; write a text.', at)
  throw new RuleProblem('Unsigned numbers are left out; write the number without "u".', at)
}
