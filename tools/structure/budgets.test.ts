import { describe, expect, it } from 'vitest'
import { budgets, limits, measure, quantile } from './budgets.ts'
import { messages, sample } from './sample.ts'

const path = 'server/src/ledger/spend.ts'

function functionOf(lines: number, name = 'spend'): string {
  return `export function ${name}(): number {\n${'  // a step\n'.repeat(lines - 3)}  return 1\n}\n`
}

describe('budgets', () => {
  it.each([
    ['a file of 401 lines', path, '// a line\n'.repeat(401), /a file of 401 lines is refused/],
    [
      'a function of 71 lines',
      path,
      functionOf(71),
      /spend has 71 lines, refused \(at most 70\): move its steps/,
    ],
    ['a method of 71 lines', path, `const a = { spend() {\n${'//\n'.repeat(69)}} }`, /spend has 71 lines/],
    ['a function of 71 lines in a .tsx that is no component', 'web/src/ui/a.tsx', functionOf(71), /71 lines/],
    [
      'a component of 101 lines',
      'web/src/ui/card.tsx',
      functionOf(101, 'Card'),
      /Card has 101 lines.*at most 100/,
    ],
    [
      'four positional parameters',
      path,
      'function f(a: 1, b: 2, c: 3, d: 4) {}',
      /4 positional parameters.*one object with named fields/,
    ],
    [
      'four positional parameters in a type',
      path,
      'type F = (a: 1, b: 2, c: 3, d: 4) => void',
      /4 positional parameters/,
    ],
    ['any', path, 'const a: any = 1', /`any` is refused: use the real type/],
    ['any in a cast', path, 'const a = 1 as any', /`any` is refused/],
  ])('refuses %s', (_, where, text, expected) => {
    expect(messages(budgets, { [where]: text })).toEqual([expect.stringMatching(expected)])
  })

  it.each([
    ['a file of 400 lines', path, '// a line\n'.repeat(400)],
    ['a function of 70 lines', path, functionOf(70)],
    ['a component of 100 lines', 'web/src/ui/card.tsx', functionOf(100, 'Card')],
    ['three positional parameters', path, 'function f(this: Window, a: 1, b: 2, c: 3) {}'],
    ['a long list of cases', 'tools/a.test.ts', `describe('x', () => {\n${'// case\n'.repeat(90)}})`],
    [
      'the columns of a table of cases',
      'tools/a.test.ts',
      "it.each([[1, 2, 3, 4]])('x', (a, b, c, d) => {})",
    ],
    ['unknown', path, 'const a: unknown = 1'],
    ['a generated file', 'sdk/src/openapi.ts', '// a line\n'.repeat(900)],
  ])('accepts %s', (_, where, text) => {
    expect(messages(budgets, { [where]: text })).toEqual([])
  })

  it('reports sizes without refusing them', () => {
    const sizes = measure(sample({ [path]: functionOf(limits.functionLines) }))
    expect(sizes).toEqual({ fileLines: [70], functionLines: [70] })
    expect([0, 0.5, 0.9, 1].map((share) => quantile([5, 1, 4, 2, 3], share))).toEqual([1, 3, 5, 5])
    expect(quantile([], 0.5)).toBe(0)
  })
})
