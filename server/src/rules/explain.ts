import type { ComprehensionNode, Node } from './node.ts'
import { partsOf } from './node.ts'
import { cellOf, type Facts, type Program } from './program.ts'
import { readsIn } from './reads.ts'
import { type Position, RuleError } from './rule-error.ts'
import { factText, valueText } from './value-text.ts'

/** What one part of a rule came to (at most 300 parts of a rule are shown), and which of its own parts decided that. */
export interface Explanation {
  /** The part as written. */
  readonly text: string
  readonly position: Position
  /** What it came to: a run-time value, undefined where it failed. */
  readonly value: unknown
  /** Why it failed. */
  readonly error: { readonly code: string; readonly message: string } | undefined
  /** Whether the outcome of the part around it rests on this one. */
  readonly decided: boolean
  /** Parts of conditions only: what `&&`, `||`, `!`, `? :` join, and the elements that a macro met. */
  readonly parts: readonly Explanation[]
  /** For the element of a macro: its index (or key of a map). */
  readonly element: number | string | undefined
}

/** An explanation of a whole rule. */
export interface RuleExplanation extends Explanation {
  /**
   * The smallest parts that made a condition false or an evaluation fail, each with the values that it read:
   * `order.net >= 50.0 (order.net is 42.50)`. Empty for a rule that held or that gives an amount.
   */
  readonly because: readonly string[]
}

interface Explainer {
  readonly source: string
  readonly program: Program
  readonly facts: Facts
  readonly moneyExponent: number
  /** Parts that may still be shown: nested macros multiply them, and nobody reads more. */
  partsLeft: number
}

const partsShown = 300

/** Elements shown for a macro; the rest only count. */
const elementsShown = 20

interface Outcome {
  value: unknown
  error: RuleError | undefined
}

export function explainRule(node: Node, input: Omit<Explainer, 'partsLeft'>): RuleExplanation {
  const explainer: Explainer = { ...input, partsLeft: partsShown }
  const because = new Set<string>()
  const explanation = explainNode(node, explainer, true)
  collect(node, explainer, because)
  return { ...explanation, because: [...because] }
}

function outcomeOf(node: Node, { program, facts }: Explainer): Outcome {
  // Each part is judged by itself: what its neighbours visited does not count against it.
  program.visits = 0
  try {
    return { value: program.closureOf(node)(facts), error: undefined }
  } catch (error) {
    if (error instanceof RuleError) return { value: undefined, error }
    throw error
  }
}

function textOf(node: Node, { source }: Explainer): string {
  return source.slice(node.at.offset, node.at.offset + node.at.length).replaceAll(/\s+/g, ' ')
}

function explainNode(node: Node, explainer: Explainer, decided: boolean): Explanation {
  const { value, error } = outcomeOf(node, explainer)
  explainer.partsLeft--
  return {
    text: textOf(node, explainer),
    position: node.at,
    value,
    error: error && { code: error.code, message: error.message },
    decided,
    parts: explainer.partsLeft > 0 ? explainParts(node, value, explainer) : [],
    element: undefined,
  }
}

function explainParts(node: Node, value: unknown, explainer: Explainer): readonly Explanation[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.map((part) => explainNode(part, explainer, decides(part, value, explainer)))
    case 'not':
      return [explainNode(node.operand, explainer, true)]
    case 'conditional': {
      const test = outcomeOf(node.test, explainer)
      const parts = [explainNode(node.test, explainer, true)]
      if (test.error !== undefined) return parts
      return [...parts, explainNode(test.value === true ? node.yes : node.no, explainer, true)]
    }
    case 'comprehension':
      return node.body.type.kind === 'bool' ? explainElements(node, value, explainer) : []
    default:
      return partsOf(node)
        .filter((part) => part.type.kind === 'bool' && part.kind !== 'literal' && part.kind !== 'variable')
        .map((part) => explainNode(part, explainer, true))
  }
}

/** A part decided when it came to what the whole came to; of a whole that failed, the parts that failed. */
function decides(part: Node, whole: unknown, explainer: Explainer): boolean {
  return outcomeOf(part, explainer).value === whole
}

interface Element {
  readonly value: unknown
  readonly key: number | string
}

function elementsOf(node: ComprehensionNode, explainer: Explainer): readonly Element[] {
  const { value } = outcomeOf(node.list, explainer)
  if (Array.isArray(value)) return value.map((element: unknown, key) => ({ value: element, key }))
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).map((key) => ({ value: key, key }))
}

function explainElements(
  node: ComprehensionNode,
  whole: unknown,
  explainer: Explainer,
): readonly Explanation[] {
  const cell = cellOf(explainer.program, node.binding)
  const outer = cell.value
  const explanations: Explanation[] = []
  for (const { value, key } of elementsOf(node, explainer).slice(0, elementsShown)) {
    if (explainer.partsLeft <= 0) break
    cell.value = value
    const explained = explainNode(node.body, explainer, true)
    explanations.push({ ...explained, element: key, decided: explained.value === whole })
  }
  cell.value = outer
  return explanations
}

/** Adds the smallest parts that made `node` false, or that made it fail. */
function collect(node: Node, explainer: Explainer, because: Set<string>): void {
  const { value, error } = outcomeOf(node, explainer)
  if (error === undefined && value !== false) return
  const smaller = blamed(node, error !== undefined, explainer)
  if (smaller.length > 0) {
    for (const part of smaller) collect(part, explainer, because)
    return
  }
  if (node.kind === 'comprehension' && node.macro === 'all' && collectElement(node, explainer, because))
    return
  because.add(reason(node, error, explainer))
}

/** The parts to which the blame moves; none where `node` itself is the smallest part that says why. */
function blamed(node: Node, failed: boolean, explainer: Explainer): readonly Node[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.filter((part) => {
        const outcome = outcomeOf(part, explainer)
        return failed ? outcome.error !== undefined : outcome.error === undefined && outcome.value === false
      })
    case 'conditional': {
      const test = outcomeOf(node.test, explainer)
      if (test.error !== undefined) return [node.test]
      return test.value === true ? [node.yes] : [node.test, node.no]
    }
    case 'comprehension':
    case 'literal':
    case 'variable':
    case 'field':
    case 'index':
      return []
    default: {
      if (!failed) return []
      // Only a condition inside is worth naming by itself; a failed operand is told with the condition it stands in.
      return partsOf(node).filter(
        (part) => part.type.kind === 'bool' && outcomeOf(part, explainer).error !== undefined,
      )
    }
  }
}

/** For a false `all`: blames the first element that broke it. */
function collectElement(node: ComprehensionNode, explainer: Explainer, because: Set<string>): boolean {
  const cell = cellOf(explainer.program, node.binding)
  const outer = cell.value
  try {
    for (const { value, key } of elementsOf(node, explainer)) {
      cell.value = value
      if (outcomeOf(node.body, explainer).value !== false) continue
      const inner = new Set<string>()
      collect(node.body, explainer, inner)
      for (const each of inner)
        because.add(`${textOf(node.list, explainer)}[${JSON.stringify(key)}]: ${each}`)
      return true
    }
    return false
  } finally {
    cell.value = outer
  }
}

function reason(node: Node, error: RuleError | undefined, explainer: Explainer): string {
  const text = textOf(node, explainer)
  if (error !== undefined) return `${text} (${error.message.replace(/\.$/, '')})`
  if (node.kind === 'has') return `${text} (not known)`
  const told = new Map<string, string>()
  for (const read of readsOutside(node)) {
    const outcome = outcomeOf(read, explainer)
    const path = textOf(read, explainer)
    if (outcome.error === undefined)
      told.set(path, `${path} is ${told.get(path) ?? shown(read, outcome.value, explainer)}`)
    else told.set(path, outcome.error.message.replace(/\.$/, ''))
  }
  return told.size === 0 ? text : `${text} (${[...told.values()].join(', ')})`
}

/** The reads of a part, but those that need an element of a macro inside it, which has no value by then. */
function readsOutside(node: Node): readonly Node[] {
  const inner = new Set<number>()
  const walk = (part: Node): void => {
    if (part.kind === 'comprehension') inner.add(part.binding)
    for (const sub of partsOf(part)) walk(sub)
  }
  walk(node)
  const root = (read: Node): Node =>
    read.kind === 'field' || read.kind === 'index' || read.kind === 'has' ? root(read.object) : read
  return readsIn(node).filter((read) => {
    const variable = root(read)
    return variable.kind !== 'variable' || variable.binding === undefined || !inner.has(variable.binding)
  })
}

function shown(read: Node, value: unknown, { moneyExponent }: Explainer): string {
  if (read.kind === 'has') return value === true ? 'known' : 'not known'
  return read.type.kind === 'list' || read.type.kind === 'map' || read.type.kind === 'object'
    ? factText(value, read.type, moneyExponent)
    : valueText(value, read.type, moneyExponent)
}
