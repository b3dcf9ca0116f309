/**
 * A condition as a visual builder shows it. {@link writeCondition} turns it into CEL, `readCondition` reads CEL back;
 * what the builder has no form for stays an `expression`. A fact is named as CEL names it: `order.net`,
 * `balances["gift-points"]`, or `i.category` inside a condition over the elements of a list.
 */
export type Condition =
  /** All of them, or any; all of none is `true`, any of none is `false`. */
  | { kind: 'all' | 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition }
  | { kind: 'compare'; fact: string; operator: CompareOperator; value: ConditionValue }
  /** The fact is one of these values. */
  | { kind: 'one-of'; fact: string; values: ConditionValue[] }
  /** The fact is a list or a map, and has this element or key. */
  | { kind: 'has'; fact: string; value: ConditionValue }
  | { kind: 'text'; fact: string; operator: TextOperator; value: string }
  /** The fact is a yes. */
  | { kind: 'true'; fact: string }
  /** The fact is there. */
  | { kind: 'known'; fact: string }
  /** Some or every element of a list fits; `each` is the name of the element inside. */
  | { kind: 'some' | 'every'; list: string; each: string; of: Condition }
  | { kind: 'expression'; text: string }

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>='
export type TextOperator = 'startsWith' | 'endsWith' | 'contains'

export type ConditionValue =
  | { kind: 'text'; value: string }
  /** As written, so that `50.00` stays `50.00`. */
  | { kind: 'number'; value: string }
  | { kind: 'truth'; value: boolean }
  /** RFC 3339. */
  | { kind: 'time'; value: string }
  /** As CEL writes it: `36h`. */
  | { kind: 'duration'; value: string }
  /** So long before the fact `now`: `720h`. */
  | { kind: 'ago'; value: string }
  /** Another fact. */
  | { kind: 'fact'; value: string }

/** The condition in CEL. */
export function writeCondition(condition: Condition): string {
  return write(condition, 'alone')
}

/** What stands around: nothing, an `&&` or `||`, or a `!`. */
type Around = 'alone' | 'and' | 'or' | 'not'

function write(condition: Condition, around: Around): string {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return writeGroup(condition, around)
    case 'not':
      return `!${write(condition.of, 'not')}`
    case 'compare':
      return bound(`${condition.fact} ${condition.operator} ${writeValue(condition.value)}`, around)
    case 'one-of':
      return bound(`${condition.fact} in [${condition.values.map(writeValue).join(', ')}]`, around)
    case 'has':
      return bound(`${writeValue(condition.value)} in ${condition.fact}`, around)
    case 'text':
      return `${condition.fact}.${condition.operator}(${quote(condition.value)})`
    case 'true':
      return condition.fact
    case 'known':
      return `has(${condition.fact})`
    case 'some':
    case 'every': {
      const macro = condition.kind === 'some' ? 'exists' : 'all'
      return `${condition.list}.${macro}(${condition.each}, ${write(condition.of, 'alone')})`
    }
    case 'expression':
      return around === 'alone' ? condition.text : `(${condition.text})`
  }
}

function writeGroup(group: Condition & { kind: 'all' | 'any' }, around: Around): string {
  const [first, ...rest] = group.of
  if (first === undefined) return group.kind === 'all' ? 'true' : 'false'
  if (rest.length === 0) return write(first, around)
  const own = group.kind === 'all' ? 'and' : 'or'
  const text = group.of.map((each) => write(each, own)).join(own === 'and' ? ' && ' : ' || ')
  return around === 'alone' || around === own ? text : `(${text})`
}

/** A comparison binds less than `!` and more than `&&`. */
function bound(text: string, around: Around): string {
  return around === 'not' ? `(${text})` : text
}

function writeValue(value: ConditionValue): string {
  switch (value.kind) {
    case 'text':
      return quote(value.value)
    case 'truth':
      return String(value.value)
    case 'time':
      return `timestamp(${quote(value.value)})`
    case 'duration':
      return `duration(${quote(value.value)})`
    case 'ago':
      return `now - duration(${quote(value.value)})`
    case 'number':
    case 'fact':
      return value.value
  }
}

/** A text literal: JSON's escapes are CEL's. */
export function quote(text: string): string {
  return JSON.stringify(text)
}
