import type {
  AccountsReport,
  DeferredRevenue,
  ExpiryReport,
  PeriodList,
  PointFlows,
} from '@perennial/contract'
import { today } from './fixture-shop.ts'

const noFlows: PointFlows = {
  issued: 0,
  debtPaid: 0,
  clawedBack: 0,
  debtIncurred: 0,
  spent: 0,
  spendReturned: 0,
  expired: 0,
  adjustedUp: 0,
  adjustedDown: 0,
  convertedIn: 0,
  convertedOut: 0,
  funded: 0,
  migrated: 0,
  transferredIn: 0,
  transferredOut: 0,
  writtenOff: 0,
  activated: 0,
}

const noDeferred: DeferredRevenue = {
  openingMinor: 0,
  estimateMinor: 0,
  issuedMinor: 0,
  fundedMinor: 0,
  migratedMinor: 0,
  convertedMinor: 0,
  adjustedMinor: 0,
  writtenOffMinor: 0,
  redeemedMinor: 0,
  breakageMinor: 0,
  closingMinor: 0,
}

type Period = AccountsReport['currencies'][number]['periods'][number]

function period(fields: Partial<Period> & { from: string; to: string; liability: number }): Period {
  return {
    ...noFlows,
    debt: 0,
    inTransit: 0,
    liabilityMinor: Math.floor(fields.liability / 2),
    deferred: noDeferred,
    closed: false,
    ...fields,
  }
}

const september = period({
  from: '2026-09-01',
  to: '2026-09-30',
  issued: 812_400,
  clawedBack: 20_100,
  spent: 310_000,
  expired: 41_000,
  liability: 4_441_300,
  closed: true,
  deferred: {
    ...noDeferred,
    openingMinor: 1_800_000,
    issuedMinor: 365_000,
    redeemedMinor: -139_500,
    breakageMinor: -30_500,
    closingMinor: 1_995_000,
  },
})

const october = period({
  from: '2026-10-01',
  to: '2026-10-31',
  issued: 934_210,
  debtPaid: 1_200,
  clawedBack: 31_500,
  debtIncurred: 2_400,
  spent: 402_118,
  spendReturned: 5_000,
  expired: 12_000,
  adjustedUp: 3_100,
  liability: 4_936_792,
  debt: 4_210,
  deferred: {
    ...noDeferred,
    openingMinor: 1_995_000,
    estimateMinor: -12_000,
    issuedMinor: 420_000,
    adjustedMinor: 1_395,
    redeemedMinor: -180_903,
    breakageMinor: -41_000,
    closingMinor: 2_182_492,
  },
})

const november = period({
  from: '2026-11-01',
  to: today,
  issued: 540_020,
  spent: 288_400,
  liability: 5_188_412,
  debt: 3_980,
  deferred: {
    ...noDeferred,
    openingMinor: 2_182_492,
    issuedMinor: 243_000,
    redeemedMinor: -129_780,
    closingMinor: 2_295_712,
  },
})

const { from: _, to: __, closed: ___, ...totals } = november

export const accounts: AccountsReport = {
  program: 'giftware',
  from: september.from,
  to: today,
  by: 'month',
  closedUntil: '2026-09',
  currencies: [
    {
      currency: 'points',
      name: 'Points',
      moneyCurrency: 'GBP',
      valuePerPointE4: 5_000,
      breakageE4: 1_000,
      opening: 4_000_000,
      periods: [september, october, november],
      totals,
      late: [{ ...noFlows, clawedBack: 1_250, effective: '2026-09-29', countedOn: '2026-10-03' }],
    },
  ],
}

export const emptyAccounts: AccountsReport = { ...accounts, program: 'empty', currencies: [] }

export const months: PeriodList = {
  periods: [
    { month: '2026-09', closedAt: '2026-10-02T08:00:00Z', closedBy: 'staff:Owner' },
    { month: '2026-08', closedAt: '2026-09-03T08:00:00Z', closedBy: 'key:pk_live_a1' },
  ],
  next: { month: '2026-10', over: true },
}

export const expiries: ExpiryReport = {
  program: 'giftware',
  until: '2027-02-18',
  days: [
    { day: '2026-12-01', currency: 'points', points: 38_400, owners: 212 },
    { day: '2027-01-01', currency: 'points', points: 91_050, owners: 640 },
  ],
}
