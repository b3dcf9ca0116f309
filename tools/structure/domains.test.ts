import { describe, expect, it } from 'vitest'
import { architecture, domains } from './domains.ts'
import { folders, mayImport } from './import-table.ts'
import { messages } from './sample.ts'

const readme = '# ledger\n\n## Vocabulary\n## Owns\n## Does not own\n## Invariants\n'
const door = "export { spend } from './spend.ts'\nexport type { Lot } from './model/lot.ts'\n"

function ledger(changes: Record<string, string | undefined>): Record<string, string> {
  const texts = { 'README.md': readme, 'index.ts': door, ...changes }
  const present = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(present.map(([name, text]) => [`server/src/ledger/${name}`, text]))
}

describe('domains', () => {
  it.each([
    ['a domain without README', ledger({ 'README.md': undefined }), /without README.md is refused/],
    ['a README of 120 lines', ledger({ 'README.md': `${readme}${'a line\n'.repeat(120)}` }), /at most 119/],
    [
      'a README without a chapter',
      ledger({ 'README.md': readme.replace('## Owns\n', '') }),
      /without the heading "Owns"/,
    ],
    ['a domain without front door', ledger({ 'index.ts': undefined }), /without index.ts is refused/],
    [
      'code in the front door',
      ledger({ 'index.ts': 'export const a = 1' }),
      /code in a front door is refused/,
    ],
    ['a file outside a domain', { 'server/src/a.ts': '' }, /a file outside a domain is refused/],
  ])('refuses %s', (_, texts, expected) => {
    expect(messages(domains, texts)).toEqual([expect.stringMatching(expected)])
  })

  it('refuses a folder that the import table does not know', () => {
    const texts = { 'server/src/loans/README.md': readme, 'server/src/loans/index.ts': door }
    expect(messages(domains, texts)).toEqual([
      expect.stringMatching(/add a row to tools.structure.import-table.json/),
    ])
  })

  it('accepts a domain, and a foundation without front door or vocabulary', () => {
    const kernel = { 'server/src/kernel/README.md': '**Owns**: a\n**Does not own**: b\n**Always holds**\n' }
    expect(messages(domains, { ...ledger({}), ...kernel })).toEqual([])
  })
})

describe('architecture', () => {
  const rows = folders.map((folder) => `| \`${folder}/\` | what it holds |`)

  it.each([
    ['a missing row', rows.slice(1), 'kernel'],
    ['rows in another order', rows.toReversed(), 'kernel'],
    ['a row too many', [...rows, '| `loans/` | nothing |'], 'loans'],
  ])('refuses %s', (_, table, name) => {
    expect(messages(architecture, { 'ARCHITECTURE.md': table.join('\n') })).toEqual([
      expect.stringContaining(`the table of folders is refused at \`${name}\``),
    ])
  })

  it('accepts the rows of the import table, several in a row of the text', () => {
    const joined = `| ${folders.map((folder) => `\`${folder}/\``).join(', ')} | all |`
    expect(messages(architecture, { 'ARCHITECTURE.md': joined })).toEqual([])
  })
})

describe('the import table', () => {
  it('lets a row import rows above it only', () => {
    for (const [at, folder] of folders.entries()) {
      expect(
        mayImport(folder)?.every((each) => folders.indexOf(each) < at),
        folder,
      ).toBe(true)
    }
  })

  it('keeps the kernel alone, the rules on the kernel, and everyone out of app', () => {
    expect(mayImport('kernel')).toEqual([])
    expect(mayImport('platform')).toEqual(['kernel'])
    expect(mayImport('rules')).toEqual(['kernel'])
    expect(mayImport('ledger')).toEqual(['kernel', 'platform'])
    expect(mayImport('tiers')?.slice(-2)).toEqual(['memberships', 'earning'])
    expect(folders.filter((folder) => mayImport(folder)?.includes('app'))).toEqual([])
    expect(mayImport('app')).toEqual(folders.slice(0, -1))
    expect(mayImport('loans')).toBeUndefined()
  })
})
