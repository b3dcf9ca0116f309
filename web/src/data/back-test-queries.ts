import type {
  ActivityInput,
  BackTestDetail,
  BackTestRun,
  BackTestView,
  ItemOutcome,
  LimitsReply,
  MemberSummary,
} from '@perennial/contract'
import { queryOptions } from '@tanstack/react-query'
import { ask, read, write } from './api.ts'

/** How often somebody who waits hears how far it is. */
const watchEveryMs = 1_000

/** The newest back-tests: one that was begun before this page was opened goes on without it. */
export function backTestsQuery(program: string) {
  return queryOptions({
    queryKey: ['back-tests', program],
    queryFn: async ({ signal }) =>
      (await read<{ backTests: BackTestView[] }>(['programs', program, 'backtests'], { signal })).backTests,
    staleTime: 0,
    retry: false,
  })
}

export function isRunning(state: BackTestView['state']): boolean {
  return state === 'waiting' || state === 'running'
}

/** One back-test; asked again and again until it has ended. */
export function backTestQuery(program: string, id: string) {
  return queryOptions({
    queryKey: ['back-test', program, id],
    queryFn: ({ signal }) => read<BackTestDetail>(['programs', program, 'backtests', id], { signal }),
    refetchInterval: ({ state }) =>
      state.data === undefined || isRunning(state.data.state) ? watchEveryMs : false,
  })
}

/** Tries the drafts on what happened, against the release in force. */
export function startBackTest(program: string): Promise<BackTestView> {
  return ask<BackTestView>(['programs', program, 'backtests'], { body: { release: 'draft' } })
}

export function cancelBackTest(program: string, id: string): Promise<unknown> {
  return write('POST', ['programs', program, 'backtests', id, 'cancel'])
}

/** What one order of each of a few members would give, by the drafts or by the release in force. */
export interface SampleOrder {
  program: string
  members: readonly MemberSummary[]
  /** ISO 4217 currency and a price in major units. */
  currency: string
  price: string
  /** Names this try: nothing may be known under it. */
  name: string
  /** The instant by the clock of the programme. */
  clock: () => string
}

export function samplesQuery(sample: SampleOrder, by: 'draft' | 'live') {
  const { program, members, currency, price, name, clock } = sample
  return queryOptions({
    queryKey: ['samples', program, by, name, price, members.map((member) => member.id)],
    enabled: members.length > 0,
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const occurredAt = clock()
      const items = members.map(
        (member): ActivityInput => ({
          type: 'order.placed',
          source: 'console',
          sourceId: `${name}-${member.id}`,
          occurredAt,
          member: { id: member.id },
          order: { currency, lines: [{ lineId: '1', sku: 'SAMPLE', quantity: '1', unitPrice: price }] },
        }),
      )
      const path = ['programs', program, 'activities:batch']
      const search = { dryRun: true, release: by === 'draft' ? 'draft' : undefined }
      return (await ask<{ outcomes: ItemOutcome[] }>(path, { body: { items }, search, signal })).outcomes
    },
  })
}

/** Which promises the drafts break, and which of their rules can never give anything. */
export function limitsQuery(program: string) {
  return queryOptions({
    queryKey: ['limits', program],
    queryFn: ({ signal }) => ask<LimitsReply>(['programs', program, 'limits:check'], { body: {}, signal }),
    staleTime: 0,
    retry: false,
  })
}

/** The drafts in numbers. */
export interface Estimate {
  basis: 'history' | 'assumptions'
  /** ISO 4217. */
  money: string
  averageOrderMinor: number
  ordersPerYear: number
  run: BackTestRun
  warnings: EstimateWarning[]
}

export interface EstimateWarning {
  level: 'warning' | 'hint'
  code: string
  /** A sentence in English, with its numbers. */
  detail: string
}

/** The numbers of the drafts as they are saved, by what happened or by usual figures. */
export function estimateQuery(program: string) {
  return queryOptions({
    queryKey: ['estimate', program],
    queryFn: ({ signal }) => ask<Estimate>(['programs', program, 'design:estimate'], { body: {}, signal }),
    retry: false,
  })
}
