import type {
  AccountsReport,
  ApprovalView,
  ExpiryReport,
  Hold,
  PeriodList,
  Statement,
} from '@perennial/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { read } from './api.ts'

interface MemberKey {
  program: string
  member: string
}

/** The holds of a member, latest first. */
export function holdsQuery({ program, member }: MemberKey) {
  return queryOptions({
    queryKey: ['holds', program, member],
    queryFn: async ({ signal }) =>
      (await read<{ holds: Hold[] }>(['programs', program, 'members', member, 'holds'], { signal })).holds,
  })
}

export interface StatementPeriod {
  /** ISO days, both included. */
  from: string
  to: string
  /** Language of the causes. */
  lang: string
}

/** A member's account over whole days. */
export function statementQuery({ program, member }: MemberKey, period: StatementPeriod) {
  return queryOptions({
    queryKey: ['statement', program, member, period],
    queryFn: ({ signal }) =>
      read<Statement>(['programs', program, 'members', member, 'statement'], {
        search: { ...period },
        signal,
      }),
  })
}

/** What a command on a member's value changes on the page of that member. */
export const memberKeys = ['member', 'holds', 'statement', 'journal', 'activities', 'approvals'] as const

/** Somebody who is signed in: whose requests only others can approve. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) =>
      read<{ staff: string; organization: string; role: string }>(['session'], { signal }),
    staleTime: 300_000,
  })
}

export interface ApprovalPage {
  approvals: ApprovalView[]
  next: string | null
}

/** Requests for a second person, those that wait or those of another state, latest first. */
export function approvalsQuery(program: string, state: ApprovalView['state'] | undefined) {
  return infiniteQueryOptions({
    queryKey: ['approvals', program, state ?? 'all'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      read<ApprovalPage>(['programs', program, 'approvals'], {
        search: { state, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** The accounts of whole days, by month. */
export function accountsQuery(program: string, span: { from: string; to: string }) {
  return queryOptions({
    queryKey: ['accounts', program, span],
    queryFn: ({ signal }) =>
      read<AccountsReport>(['programs', program, 'reports', 'accounts'], {
        search: { ...span, by: 'month' },
        signal,
      }),
  })
}

/** Closed months, and the one that comes next. */
export function periodsQuery(program: string) {
  return queryOptions({
    queryKey: ['periods', program],
    queryFn: ({ signal }) => read<PeriodList>(['programs', program, 'periods'], { signal }),
  })
}

/** Points that will end in the next 90 days. */
export function expiriesQuery(program: string) {
  return queryOptions({
    queryKey: ['expiries', program],
    queryFn: ({ signal }) => read<ExpiryReport>(['programs', program, 'reports', 'expiries'], { signal }),
  })
}
