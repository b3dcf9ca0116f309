import { describe, expect, it } from 'vitest'
import { names, places } from './names.ts'
import { messages } from './sample.ts'

describe('names', () => {
  it.each([
    ['server/src/ledger/types.ts', /`types` is refused: use the name of what is inside/],
    ['server/src/ledger/utils.test.ts', /`utils` is refused/],
    ['server/src/ledger/helpers/a.ts', /`helpers` is refused/],
    ['server/src/lib/a.ts', /`lib` is refused/],
    ['server/src/ledger/spendLots.ts', /use kebab-case, `spend-lots.ts`/],
    ['web/src/ui/MemberCard.tsx', /use kebab-case, `member-card.tsx`/],
    ['tools/spend_lots.ts', /use kebab-case, `spend-lots.ts`/],
  ])('refuses %s', (path, expected) => {
    expect(messages(names, { [path]: '' })).toEqual([expect.stringMatching(expected)])
  })

  it.each([
    'server/src/ledger/spend-lots.ts',
    'server/src/ledger/type-check.test.ts',
    'web/src/ui/card.tsx',
    'vite.config.ts',
    'README.md',
  ])('accepts %s', (path) => {
    expect(messages(names, { [path]: '' })).toEqual([])
  })
})

describe('places', () => {
  // Spelled in halves so that the samples are not refused where they stand.
  it.each([
    [`see /${'home'}/somebody/perennial`, /use a path relative to the repository/],
    [`see /${'work'}/main`, /use a path relative/],
    [`C:\\${'Users'}\\somebody`, /use a path relative/],
    [`https://${'registry.np'}mjs.org/pg`, /leave the registry to the configuration of npm/],
    [`"resolved": "${'http'}s://example.com/pg.tgz"`, /omit-lockfile-registry-resolved/],
  ])('refuses %s', (text, expected) => {
    expect(messages(places, { 'README.md': text })).toEqual([expect.stringMatching(expected)])
  })

  it.each([
    'server/src/ledger',
    'GET /v1/home/x',
    'https://example.com',
    '"resolved": "contract"',
    'a house at work/home',
  ])('accepts %s', (text) => {
    expect(messages(places, { 'README.md': text })).toEqual([])
  })
})
