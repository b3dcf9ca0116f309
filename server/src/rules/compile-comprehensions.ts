import type { ComprehensionNode } from './node.ts'
import { type Cell, type Closure, cellOf, fail, type Program } from './program.ts'
import { RuleError } from './rule-error.ts'

interface Parts {
  readonly elements: (facts: Parameters<Closure>[0]) => readonly unknown[]
  readonly cell: Cell
  readonly body: Closure
}

/** Charges the visits of a whole list before the first one, so that nested macros cannot multiply unnoticed. */
function elementsOf(node: ComprehensionNode, program: Program): Parts['elements'] {
  const list = program.closureOf(node.list)
  const overMap = node.list.type.kind === 'map'
  const { visitsMax } = program.limits
  return (facts) => {
    const value = list(facts)
    const elements = overMap ? Object.keys(value as object) : (value as readonly unknown[])
    program.visits += elements.length
    if (program.visits > visitsMax) {
      fail(node, 'too_much_work', `One evaluation looks at no more than ${visitsMax} list elements.`)
    }
    return elements
  }
}

export function compileComprehension(node: ComprehensionNode, program: Program): Closure {
  const parts: Parts = {
    elements: elementsOf(node, program),
    cell: cellOf(program, node.binding),
    body: program.closureOf(node.body),
  }
  switch (node.macro) {
    case 'exists':
      return quantifier(parts, true)
    case 'all':
      return quantifier(parts, false)
    case 'exists_one':
      return exactlyOne(parts)
    case 'filter':
      return filter(parts)
    case 'map':
      return map(parts, node.where === undefined ? undefined : program.closureOf(node.where))
  }
}

/** `exists` (decided by true) and `all` (decided by false); an element that decides absorbs the errors of others. */
function quantifier({ elements, cell, body }: Parts, decisive: boolean): Closure {
  return (facts) => {
    const list = elements(facts)
    let pending: RuleError | undefined
    for (let index = 0; index < list.length; index++) {
      cell.value = list[index]
      try {
        if (body(facts) === decisive) return decisive
      } catch (error) {
        if (!(error instanceof RuleError) || error.code === 'too_much_work') throw error
        pending ??= error
      }
    }
    if (pending !== undefined) throw pending
    return !decisive
  }
}

function exactlyOne({ elements, cell, body }: Parts): Closure {
  return (facts) => {
    let count = 0
    for (const element of elements(facts)) {
      cell.value = element
      if (body(facts) === true) count++
    }
    return count === 1
  }
}

function filter({ elements, cell, body }: Parts): Closure {
  return (facts) => {
    const kept: unknown[] = []
    for (const element of elements(facts)) {
      cell.value = element
      if (body(facts) === true) kept.push(element)
    }
    return kept
  }
}

function map({ elements, cell, body }: Parts, where: Closure | undefined): Closure {
  return (facts) => {
    const mapped: unknown[] = []
    for (const element of elements(facts)) {
      cell.value = element
      if (where === undefined || where(facts) === true) mapped.push(body(facts))
    }
    return mapped
  }
}
