import {
  accountsReport,
  activityRecord,
  approvalView,
  expiryReport,
  hold,
  journalRow,
  memberSummary,
  memberView,
  overview,
  periodList,
  programView,
  releaseView,
  segmentList,
  segmentMembers,
  segmentPreview,
  statement,
} from '@perennial/contract'
import { expect, test } from 'vitest'
import { accounts, emptyAccounts, expiries, months } from './fixture-accounts.ts'
import { activities, journal, releases } from './fixture-history.ts'
import { segmentPeople, segmentPreviewOf, segments } from './fixture-segments.ts'
import { emptyOverview, heroine, members, overviewOf, programs } from './fixture-shop.ts'
import { adjusted, approvals, heldNow, holds, purse, statement as stated } from './fixture-wallet.ts'

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
  ['segments', segmentList, { segments }],
  ['members of a segment', segmentMembers, segmentPeople],
  ['a preview', segmentPreview, segmentPreviewOf('history.orders > 0')],
  ['an estimate', segmentPreview, segmentPreviewOf('balances.points > 0')],
  ['a purse', memberView, purse],
  ['holds', hold.array(), holds],
  ['commands', activityRecord.array(), [adjusted, heldNow]],
  ['statement', statement, stated],
  ['approvals', approvalView.array(), approvals],
  ['accounts', accountsReport.array(), [accounts, emptyAccounts]],
  ['closed months', periodList, months],
  ['expiries', expiryReport, expiries],
])('the fixture of %s fits the contract', (_, schema, value) => {
  const parsed = schema.safeParse(value)
  expect(parsed.error?.issues ?? []).toEqual([])
})
