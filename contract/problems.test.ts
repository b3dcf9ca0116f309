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

// The lists of what a route may refuse are documents, not refusals.
function withoutLists(text: string): string {
  return text
    .replace(/problems: \[[^\]]*\]/g, '')
    .replace(/const (?:postProblems|everywhere|behindCredential|withBody|withKey)\b[^=]*= \[[^\]]*\]/g, '')
}

/** Codes that are given to a refusal, by the forms that refusals have: `refuse('x'`, `code: 'x'`, and choices. */
function thrownIn(text: string): string[] {
  const forms = [/\brefuse\(\s*'([a-z_]+)'/g, /\bcode:\s*'([a-z_]+)'/g]
  return forms.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] ?? ''))
}

describe('the catalogue of problems', () => {
  const sources = serverSources()

  test.each(Object.keys(problems))('%s is refused with somewhere', (code) => {
    const places = sources.filter(({ text }) => withoutLists(text).includes(`'${code}'`))
    expect(places.map(({ file }) => file)).not.toEqual([])
  })

  test('nothing else is refused with', () => {
    const others = sources.flatMap(({ file, text }) =>
      thrownIn(text)
        .filter((code) => !Object.hasOwn(problems, code))
        .map((code) => `${file}: ${code}`),
    )
    expect(others).toEqual([])
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
