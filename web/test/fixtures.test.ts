import {
  activityRecord,
  journalRow,
  memberSummary,
  memberView,
  overview,
  programView,
  releaseView,
} from '@perennial/contract'
import { expect, test } from 'vitest'
import { activities, journal, releases } from './fixture-history.ts'
import { emptyOverview, heroine, members, overviewOf, programs } from './fixture-shop.ts'

/** What the browser is shown has to be what the API may say; else the tests prove a product that is not there. */
test.each([
  ['programmes', programView.array(), programs],
  ['overview', overview, overviewOf({ from: '2026-01-01', to: '2026-11-20' })],
  ['empty overview', overview, emptyOverview()],
  ['members', memberSummary.array(), members],
  ['member', memberView, heroine],
  ['activities', activityRecord.array(), activities],
  ['journal', journalRow.array(), journal],
  ['releases', releaseView.array(), releases],
])('the fixture of %s fits the contract', (_, schema, value) => {
  const parsed = schema.safeParse(value)
  expect(parsed.error?.issues ?? []).toEqual([])
})
