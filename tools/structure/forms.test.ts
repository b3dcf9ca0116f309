import { describe, expect, it } from 'vitest'
import { forms } from './forms.ts'
import { messages } from './sample.ts'

const path = 'server/src/ledger/spend.ts'
const testPath = 'server/src/ledger/spend.test.ts'
const marker = 'TO' + 'DO'

describe('forms', () => {
  it.each([
    ['export *', "export * from './a.ts'", /`export \*` is refused: name what the front door offers/],
    ['export * as', "export * as a from './a.ts'", /`export \*` is refused/],
    ['a default export', 'export default 1', /a default export is refused: use a named export/],
    ['a default function', 'export default function f() {}', /a default export is refused/],
    ['an enum', 'enum A { B }', /`enum` is refused: use a union/],
    ['a const enum', 'const enum A { B }', /`enum` is refused/],
    ['a namespace', 'namespace A { export const b = 1 }', /`namespace` is refused: use a file/],
    ['a class', 'export class Spender {}', /a class is refused: use functions/],
    ['a class of another class', 'class A extends B {}', /a class is refused/],
    ['an arrow function at the top', 'export const f = () => 1', /use a `function` declaration/],
    ['an only', "it.only('x', () => {})", /`\.only` is refused: fix the test/],
    ['a nested skip', "describe.concurrent.skip('x', () => {})", /`\.skip` is refused/],
    ['an old-fashioned skip', "xit('x', () => {})", /`xit` is refused/],
    ['a marker', `// ${marker} later`, /is refused: do it now/],
    ['a silencer', `// @ts-${'ignore'}`, /use `@ts-expect-error` with the reason/],
  ])('refuses %s', (_, text, expected) => {
    expect(messages(forms, { [testPath]: text })).toEqual([expect.stringMatching(expected)])
  })

  it('refuses decorators and parameter properties even where a class is welcome', () => {
    const text = '/** A resource. */\nclass A { @sealed x = 1; constructor(private y: number) {} }'
    expect(messages(forms, { [path]: text })).toEqual([
      expect.stringMatching(/a decorator is refused/),
      expect.stringMatching(/a parameter property is refused/),
    ])
  })

  it.each([
    ['named exports', path, "export { a, b } from './a.ts'\nexport type { C } from './c.ts'"],
    ['a default export of a configuration', 'vitest.config.ts', 'export default {}'],
    ['an error', path, 'export class SpendError extends Error {}'],
    ['an error of an error', path, 'export class SpendError extends RefusalError {}'],
    [
      'a resource',
      path,
      '/** A pool of connections: a resource, closed by its owner. */\nexport class Pool {}',
    ],
    ['a constant that implements a declared type', path, 'const read: Reader = () => 1'],
    ['an inner arrow function', path, 'function f() { const g = () => 1; return g }'],
    ['a conditional skip that says why', path, "it.skipIf(!process.env.CITUS_URL)('x', () => {})"],
    ['a method called skip', testPath, 'cursor.skip(5)'],
    ['a function called fit', path, 'fit(5)'],
    [
      'an augmentation',
      path,
      "declare module 'fastify' { interface A { b: 1 } }\ndeclare global { var c: 1 }",
    ],
  ])('accepts %s', (_, where, text) => {
    expect(messages(forms, { [where]: text })).toEqual([])
  })
})
