import { describe, expect, it } from 'vitest'
import { decisions, migrations } from './documents.ts'
import { messages } from './sample.ts'

const record = '# 1. A\n\n## Context\n\n## Decision\n\n## Alternatives\n\n## Consequences\n'
const whole = {
  'server/migrations/0001-foundation/up.sql': 'select 1',
  'server/migrations/0001-foundation/note.md': 'a note',
  'server/migrations/0001-foundation/check.sql': 'select 1',
}

describe('decisions', () => {
  it('refuses a record without one of its parts', () => {
    const text = record.replace('## Alternatives\n', '')
    expect(messages(decisions, { 'docs/decisions/0001-a.md': text })).toEqual([
      expect.stringMatching(/without "## Alternatives" is refused/),
    ])
  })

  it('refuses a number used twice', () => {
    const texts = { 'docs/decisions/0001-a.md': record, 'docs/decisions/0001-b.md': record }
    expect(messages(decisions, texts)).toEqual([expect.stringMatching(/`0001-b.md` is refused: use `0002-`/)])
  })

  it('accepts records in sequence', () => {
    const texts = {
      'docs/decisions/0001-a.md': record,
      'docs/decisions/0002-b.md': record,
      'docs/decisions/README.md': '',
    }
    expect(messages(decisions, texts)).toEqual([])
  })
})

describe('migrations', () => {
  it.each(['up.sql', 'note.md', 'check.sql'])('refuses a migration with an empty %s', (name) => {
    const texts = { ...whole, [`server/migrations/0001-foundation/${name}`]: '\n' }
    expect(messages(migrations, texts)).toEqual([
      expect.stringContaining(`a migration without ${name} is refused`),
    ])
  })

  it('refuses a gap in the numbers', () => {
    const texts = Object.fromEntries(
      Object.entries(whole).map(([path, text]) => [path.replace('0001', '0003'), text]),
    )
    expect(messages(migrations, texts)).toEqual([expect.stringMatching(/use `0001-`, the next/)])
  })

  it('accepts a whole migration', () => {
    expect(messages(migrations, whole)).toEqual([])
  })
})
