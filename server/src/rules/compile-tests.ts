import { plainRead } from './compile-reads.ts'
import type { BinaryNode } from './node.ts'
import type { Closure, Program } from './program.ts'

type Bag = Readonly<Record<string, unknown>>

/**
 * A field of a fact or of a macro's element against a literal: most of what rules ask, so it is read and tested in one
 * closure. What does not pass its one question is read by the careful closure, as everywhere. Undefined for other nodes.
 */
export function compileFieldTest(node: BinaryNode, program: Program): Closure | undefined {
  if (node.right.kind !== 'literal' || node.left.kind !== 'field') return undefined
  const read = plainRead(node.left, program)
  if (read === undefined) return undefined
  const { value } = node.right
  if (read.expected === 'string') return textTest(node, { ...read, value })
  return typeof value === 'number' ? numberTest(node, { ...read, value }) : undefined
}

type Read = NonNullable<ReturnType<typeof plainRead>>

function textTest(
  { operator }: BinaryNode,
  { cell, name, field, value, careful }: Read & { value: unknown },
): Closure | undefined {
  if (operator !== '==' && operator !== '!=') return undefined
  const wanted = operator === '=='
  if (cell !== undefined) {
    return (facts) => {
      const found = (cell.value as Bag | undefined)?.[field]
      return ((typeof found === 'string' ? found : careful(facts)) === value) === wanted
    }
  }
  return (facts) => {
    const found = (facts[name] as Bag | undefined)?.[field]
    return ((typeof found === 'string' ? found : careful(facts)) === value) === wanted
  }
}

function numberTest(
  { operator }: BinaryNode,
  { cell, name, field, value, careful }: Read & { value: number },
): Closure | undefined {
  // Of whole numbers and a literal, each order is one of two, or its opposite.
  const isUp = operator === '>=' || operator === '<'
  if (!isUp && operator !== '>' && operator !== '<=') return undefined
  const wanted = operator === '>=' || operator === '>'
  // More than a number is, for whole ones, from the next whole one on: one comparison serves all, without asking which.
  const least = isUp ? value : Math.floor(value) + 1
  if (cell !== undefined) {
    return (facts) => {
      const found = (cell.value as Bag | undefined)?.[field]
      const amount = (Number.isSafeInteger(found) ? found : careful(facts)) as number
      return amount >= least === wanted
    }
  }
  return (facts) => {
    const found = (facts[name] as Bag | undefined)?.[field]
    const amount = (Number.isSafeInteger(found) ? found : careful(facts)) as number
    return amount >= least === wanted
  }
}
