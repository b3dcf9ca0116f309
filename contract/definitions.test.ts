import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  award,
  causeSpec,
  counterSpec,
  currencySpec,
  definitionKinds,
  earningRuleSpec,
  goalSpec,
  limitSpec,
  segmentSpec,
  settingsSpec,
  siteSpec,
  stampCardSpec,
  storeSpec,
  tierLadderSpec,
} from './src/index.ts'

const reference = path.resolve(import.meta.dirname, '..', 'docs', 'reference', 'definitions.md')
const specs = {
  settings: settingsSpec,
  currency: currencySpec,
  'earning-rule': earningRuleSpec,
  counter: counterSpec,
  'tier-ladder': tierLadderSpec,
  'stamp-card': stampCardSpec,
  store: storeSpec,
  cause: causeSpec,
  goal: goalSpec,
  limit: limitSpec,
  segment: segmentSpec,
  site: siteSpec,
}

/** The part of the page about a kind. */
function sectionOf(kind: string): string {
  const page = readFileSync(reference, 'utf8')
  return page.split(/^## /m).find((part) => part.startsWith(`${kind}\n`)) ?? ''
}

/** Fields that the tables name in their first column. */
function fieldsOf(section: string): string[] {
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map((match) => match[1] ?? ''))
}

test.each(definitionKinds)('the reference names every field of %s, and no other', (kind) => {
  const awards = kind === 'earning-rule' ? award.options.map(({ shape }) => shape.kind.value) : []
  expect(fieldsOf(sectionOf(kind)).sort()).toEqual([...Object.keys(specs[kind].shape), ...awards].sort())
})

test.each(definitionKinds)('the reference tells the defaults of %s', (kind) => {
  const rows = sectionOf(kind).split('\n')
  for (const [name, field] of Object.entries(specs[kind].shape)) {
    const row = rows.find((line) => line.startsWith('| ') && line.split('|')[1]?.includes(`\`${name}\``))
    const absent = field.safeParse(undefined)
    const told = row?.split('|')[2]?.trim() ?? ''
    if (!absent.success) expect(told, name).toBe('required')
    else if (absent.data === undefined || typeof absent.data === 'object')
      expect(told, name).not.toBe('required')
    else expect(told, name).toBe(`\`${String(absent.data)}\``)
  }
})
