import fc from 'fast-check'

/**
 * A second, much simpler reading of the language for the property tests: whole numbers are bigints, every part is
 * evaluated however little it matters, and an error is a value.
 */
export type Term =
  | { kind: 'number'; value: number }
  | { kind: 'amount'; minor: number }
  | { kind: 'read'; path: 'a' | 'b' | 'box.net' | 'box.size' | 'box.gone' | 'i.size' }
  | { kind: 'arithmetic'; operator: '+' | '-' | '*' | '/' | '%'; left: Term; right: Term }
  | { kind: 'compare'; operator: '<' | '<=' | '>' | '>=' | '==' | '!='; left: Term; right: Term }
  | { kind: 'logic'; operator: '&&' | '||'; parts: Term[] }
  | { kind: 'not'; operand: Term }
  | { kind: 'choice'; test: Term; yes: Term; no: Term }
  | { kind: 'macro'; macro: 'exists' | 'all' | 'exists_one'; body: Term }
  | { kind: 'count'; body: Term }

export type ModelFacts = {
  a?: number
  b?: number
  box: { net?: number; size?: number; gone?: number }
  rows: { size?: number }[]
}

/** The term as a rule's source. Fully parenthesised, so that precedence is not what is being tested. */
export function print(term: Term): string {
  switch (term.kind) {
    case 'number':
      return String(term.value)
    case 'amount':
      return (term.minor / 100).toFixed(2)
    case 'read':
      return term.path
    case 'arithmetic':
    case 'compare':
      return `(${print(term.left)} ${term.operator} ${print(term.right)})`
    case 'logic':
      return `(${term.parts.map(print).join(` ${term.operator} `)})`
    case 'not':
      return `!${print(term.operand)}`
    case 'choice':
      return `(${print(term.test)} ? ${print(term.yes)} : ${print(term.no)})`
    case 'macro':
      return `rows.${term.macro}(i, ${print(term.body)})`
    case 'count':
      return `rows.filter(i, ${print(term.body)}).size()`
  }
}

export const failed = Symbol('failed')
type Value = bigint | boolean | typeof failed

function whole(value: bigint): Value {
  const limit = BigInt(Number.MAX_SAFE_INTEGER)
  return value > limit || value < -limit ? failed : value
}

function known(value: number | undefined): Value {
  return value === undefined ? failed : BigInt(value)
}

function read(path: string, facts: ModelFacts, element: { size?: number } | undefined): Value {
  const [first, second] = path.split('.')
  if (first === 'i') return known(element?.size)
  if (first === 'box') return known(facts.box[second as 'net'])
  return known(facts[first as 'a'])
}

function arithmetic(operator: string, left: bigint, right: bigint): Value {
  if (operator === '+') return whole(left + right)
  if (operator === '-') return whole(left - right)
  if (operator === '*') return whole(left * right)
  if (right === 0n) return failed
  return operator === '/' ? left / right : left % right
}

function compare(operator: string, left: bigint, right: bigint): boolean {
  const order = left < right ? -1 : left > right ? 1 : 0
  const outcomes: Record<string, boolean> = {
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
    '==': order === 0,
    '!=': order !== 0,
  }
  return outcomes[operator] === true
}

/** One decisive value settles it; failing that an error does; failing that the other value. */
function fold(values: readonly Value[], decisive: boolean): Value {
  if (values.includes(decisive)) return decisive
  return values.includes(failed) ? failed : !decisive
}

export function interpret(term: Term, facts: ModelFacts, element?: { size?: number }): Value {
  const inner = (part: Term): Value => interpret(part, facts, element)
  switch (term.kind) {
    case 'number':
      return BigInt(term.value)
    case 'amount':
      return BigInt(term.minor)
    case 'read':
      return read(term.path, facts, element)
    case 'arithmetic':
    case 'compare': {
      const [left, right] = [inner(term.left), inner(term.right)]
      if (typeof left !== 'bigint' || typeof right !== 'bigint') return failed
      return term.kind === 'compare'
        ? compare(term.operator, left, right)
        : arithmetic(term.operator, left, right)
    }
    case 'logic':
      return fold(term.parts.map(inner), term.operator === '||')
    case 'not': {
      const operand = inner(term.operand)
      return operand === failed ? failed : operand === false
    }
    case 'choice': {
      const test = inner(term.test)
      return test === failed ? failed : inner(test === true ? term.yes : term.no)
    }
    case 'macro':
    case 'count': {
      const values = facts.rows.map((row) => interpret(term.body, facts, row))
      if (term.kind === 'macro' && term.macro !== 'exists_one') return fold(values, term.macro === 'exists')
      if (values.includes(failed)) return failed
      const count = values.filter((value) => value === true).length
      return term.kind === 'count' ? BigInt(count) : count === 1
    }
  }
}

const small = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(9007199254740991, -9007199254740991))

function arithmeticOf(left: fc.Arbitrary<Term>, right: fc.Arbitrary<Term>, operators: readonly string[]) {
  const operator = fc.constantFrom(...operators) as fc.Arbitrary<'+'>
  return fc.record({ kind: fc.constant('arithmetic' as const), operator, left, right })
}

function compareOf(side: fc.Arbitrary<Term>): fc.Arbitrary<Term> {
  const operator = fc.constantFrom('<', '<=', '>', '>=', '==', '!=') as fc.Arbitrary<'<'>
  return fc.record({ kind: fc.constant('compare' as const), operator, left: side, right: side })
}

/** Conditions up to `depth` deep, over the facts and, inside a macro, over its element. */
export function conditions(depth: number, inMacro = false): fc.Arbitrary<Term> {
  const numbers = numbersOf(depth, inMacro)
  const compared = fc.oneof(compareOf(numbers), compareOf(amountsOf(depth, inMacro)))
  if (depth === 0) return compared
  const inner = conditions(depth - 1, inMacro)
  const logic: fc.Arbitrary<Term> = fc.record({
    kind: fc.constant('logic' as const),
    operator: fc.constantFrom('&&', '||') as fc.Arbitrary<'&&'>,
    parts: fc.array(inner, { minLength: 2, maxLength: 4 }),
  })
  const not: fc.Arbitrary<Term> = inner.map((operand) => ({ kind: 'not', operand }))
  const choice: fc.Arbitrary<Term> = fc.record({
    kind: fc.constant('choice' as const),
    test: inner,
    yes: inner,
    no: inner,
  })
  const macro: fc.Arbitrary<Term> = fc.record({
    kind: fc.constant('macro' as const),
    macro: fc.constantFrom('exists', 'all', 'exists_one') as fc.Arbitrary<'exists'>,
    body: conditions(depth - 1, true),
  })
  const all = [{ arbitrary: logic, weight: 4 }, compared, not, choice, ...(inMacro ? [] : [macro, macro])]
  return fc.oneof(...all)
}

function numbersOf(depth: number, inMacro: boolean): fc.Arbitrary<Term> {
  const paths: ('a' | 'b' | 'box.size' | 'i.size')[] = inMacro
    ? ['a', 'box.size', 'i.size', 'i.size']
    : ['a', 'b', 'box.size']
  const leaf: fc.Arbitrary<Term> = fc.oneof(
    small.map((value): Term => ({ kind: 'number', value })),
    fc.constantFrom(...paths).map((path): Term => ({ kind: 'read', path })),
  )
  if (depth === 0) return leaf
  const inner = numbersOf(depth - 1, inMacro)
  const count = inMacro ? [] : [conditions(0, true).map((body): Term => ({ kind: 'count', body }))]
  return fc.oneof(leaf, arithmeticOf(inner, inner, ['+', '-', '*', '/', '%']), ...count)
}

function amountsOf(depth: number, inMacro: boolean): fc.Arbitrary<Term> {
  const read: fc.Arbitrary<Term> = fc
    .constantFrom('box.net' as const, 'box.gone' as const)
    .map((path) => ({ kind: 'read', path }))
  if (depth === 0) return read
  const literal = fc.integer({ min: -500, max: 500 }).map((minor): Term => ({ kind: 'amount', minor }))
  const inner = amountsOf(depth - 1, inMacro)
  return fc.oneof(
    read,
    arithmeticOf(inner, fc.oneof(literal, inner), ['+', '-']),
    arithmeticOf(
      inner,
      numbersOf(0, inMacro).filter((term) => term.kind === 'read'),
      ['*'],
    ),
  )
}

const maybe = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined, freq: 4 })

function present<Fields extends object>(record: Fields): Fields {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Fields
}

/** Facts of which any may be absent. */
export const modelFacts: fc.Arbitrary<ModelFacts> = fc
  .record({
    a: maybe,
    b: maybe,
    box: fc
      .record({ net: maybe.map((value) => (value === undefined ? value : value * 100)), size: maybe })
      .map(present),
    rows: fc.array(fc.record({ size: maybe }).map(present), { maxLength: 4 }),
  })
  .map((record) => present(record) as ModelFacts)
