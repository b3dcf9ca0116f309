import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { problems, problemType } from './src/index.ts'

const root = path.resolve(import.meta.dirname, '..')

/** All text of the server but its tests. */
function serverSources(): { file: string; text: string }[] {
  const folder = path.join(root, 'server', 'src')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }))
}

/** Codes that a refusal is made of: first argument of a call that makes one, or the field `code`. */
function refusedIn(text: string): string[] {
  const forms = [/\b(?:refuse|problem|wrong)\(\s*'([a-z_]+)'/g, /\bcode:\s*'([a-z_]+)'/g]
  // `custom` is what a schema calls a fault that it found itself.
  return forms
    .flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''))
    .filter((code) => code !== 'custom')
}

describe('the catalogue of problems', () => {
  const refused = serverSources().flatMap(({ file, text }) => refusedIn(text).map((code) => ({ file, code })))

  test.each(Object.keys(problems))('%s is refused with somewhere', (code) => {
    expect(refused.map((each) => each.code)).toContain(code)
  })

  test('nothing else is refused with', () => {
    expect(refused.filter(({ code }) => !Object.hasOwn(problems, code))).toEqual([])
  })

  test('codes stand in alphabetical order and say what to do', () => {
    const codes = Object.keys(problems)
    expect(codes).toEqual([...codes].sort())
    for (const [code, { status, title, advice }] of Object.entries(problems)) {
      expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(title.length * advice.length).toBeGreaterThan(100)
      expect(advice).toMatch(/\.$/)
    }
  })

  test('every code is documented', () => {
    const reference = readFileSync(path.join(root, 'docs', 'reference', 'problems.md'), 'utf8')
    const told = [...reference.matchAll(/^### `([a-z_]+)`$/gm)].map((match) => match[1])
    expect(told).toEqual(Object.keys(problems))
    expect(problemType('not_found')).toBe('/docs/problems#not_found')
  })
})
