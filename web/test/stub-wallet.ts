import type { IncomingMessage } from 'node:http'
import type { ApprovalView, Hold, MemberView, PeriodList } from '@perennial/contract'
import { accounts, emptyAccounts, expiries, months } from './fixture-accounts.ts'
import { memberView } from './fixture-shop.ts'
import { adjusted, approvals, heldNow, holds, purse, statement } from './fixture-wallet.ts'

/** A command as it arrived. */
interface Sent {
  path: string
  dryRun: boolean
  key: string
  body: Record<string, unknown>
}

/** What the stand-in knows of value, and what it was told to do with it. */
export interface WalletState {
  purse: MemberView
  holds: Hold[]
  approvals: ApprovalView[]
  months: PeriodList
  sent: Sent[]
}

/** More than this one person may not adjust alone. */
const aloneMax = 10_000

export function freshWallet(): WalletState {
  return { purse, holds, approvals, months, sent: [] }
}

/** What the wallet's addresses answer; undefined for others. */
export function walletBody(wallet: WalletState, parts: readonly string[], search: URLSearchParams): unknown {
  const [, program, list, id, sub] = parts
  if (program === undefined || program === 'broken') return undefined
  const isEmpty = program === 'empty'
  if (list === 'reports')
    return id === 'expiries' ? { ...expiries, days: isEmpty ? [] : expiries.days } : accountsOf(isEmpty)
  if (list === 'periods') return isEmpty ? { periods: [], next: null } : wallet.months
  if (list === 'approvals') {
    const state = search.get('state')
    const found = wallet.approvals.filter((each) => !isEmpty && (state === null || each.state === state))
    return { approvals: found, next: null }
  }
  if (list === 'activities') return [adjusted, heldNow].find((each) => each.activity === id)
  if (list !== 'members' || id === undefined) return undefined
  if (sub === 'holds') return { holds: id === purse.id ? wallet.holds : [] }
  if (sub === 'statement') return id === purse.id ? statement : { ...statement, currencies: [] }
  if (sub === 'activities' && id === purse.id) return { activities: [adjusted, heldNow], next: null }
  return sub === undefined && id === purse.id ? wallet.purse : undefined
}

function accountsOf(isEmpty: boolean) {
  return isEmpty ? emptyAccounts : accounts
}

/** What a command gets: its status and body. */
export async function walletCommand(
  wallet: WalletState,
  request: IncomingMessage,
): Promise<{ status: number; body: unknown }> {
  const url = new URL(request.url ?? '/', 'http://stub')
  const body = JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}')
  const key = String(request.headers['idempotency-key'] ?? '')
  const path = url.pathname
  const dryRun = url.searchParams.get('dryRun') === 'true'
  const isRepeat = wallet.sent.some((each) => each.key === key)
  wallet.sent.push({ path, dryRun, key, body })
  return carryOut({ wallet, path, dryRun, body, isRepeat })
}

interface Told {
  wallet: WalletState
  path: string
  dryRun: boolean
  body: Record<string, unknown>
  isRepeat: boolean
}

function carryOut(told: Told): { status: number; body: unknown } {
  const { wallet, path } = told
  const parts = path.split('/')
  const last = parts.at(-1)
  if (last === 'adjustments') return adjust(told)
  if (last === 'cancel') {
    const cancelled = { state: 'cancelled', closedAt: '2026-11-20T10:00:00Z' } as const
    wallet.holds = wallet.holds.map((hold) => (hold.hold === parts.at(-2) ? { ...hold, ...cancelled } : hold))
  } else if (last === 'freeze' || last === 'unfreeze') {
    const state = last === 'freeze' ? 'frozen' : 'open'
    wallet.purse = { ...wallet.purse, account: { ...wallet.purse.account, state } }
  } else if (last === 'approve' || last === 'reject') {
    const decidedAt = '2026-11-20T10:00:00Z'
    const state = last === 'approve' ? 'approved' : 'rejected'
    const reason = typeof told.body.reason === 'string' ? told.body.reason : null
    const decided = { state, decidedBy: 'staff:Owner', decidedAt, decisionReason: reason } as const
    wallet.approvals = wallet.approvals.map((each) =>
      each.approval === parts.at(-2) ? { ...each, ...decided } : each,
    )
  } else if (last === 'close') {
    const closed = { month: parts.at(-2) ?? '', closedAt: '2026-11-20T10:00:00Z', closedBy: 'staff:Owner' }
    wallet.months = {
      periods: [closed, ...wallet.months.periods],
      next: { month: '2026-11', over: false },
    }
  }
  return { status: 200, body: reply([], []) }
}

function reply(balances: MemberView['balances'], effects: unknown[]) {
  return { activity: adjusted.activity, status: 'recorded', member: purse.id, effects, balances, tiers: [] }
}

/** What is given pays the debt first. */
function adjust({ wallet, path, dryRun, body, isRepeat }: Told): { status: number; body: unknown } {
  const { currency, amount } = body as { currency: string; amount: number }
  const id = path.split('/')[5] ?? ''
  const member = id === purse.id ? wallet.purse : memberView(id)
  const balance = member?.balances.find((each) => each.currency === currency)
  if (balance === undefined) return { status: 404, body: { code: 'not_found' } }
  if (balance.available + amount < 0) return { status: 409, body: { code: 'insufficient_points' } }
  const debtPaid = Math.min(balance.debt, Math.max(0, amount))
  const after = {
    ...balance,
    available: balance.available + amount - debtPaid,
    debt: balance.debt - debtPaid,
  }
  const expiresAt = typeof body.expiresAt === 'string' ? body.expiresAt : '2027-12-01T00:00:00Z'
  const done = reply([after], [{ kind: 'value', verb: 'adjust', currency, amount, expiresAt }])
  if (Math.abs(amount) > aloneMax) {
    const waiting = {
      status: 'awaiting-approval',
      approval: null,
      preview: { ...done, activity: null, status: 'dry-run' },
    }
    return dryRun
      ? { status: 202, body: waiting }
      : { status: 202, body: { status: 'awaiting-approval', approval: `apr_0199aa${'9'.padStart(26, '0')}` } }
  }
  if (!dryRun && !isRepeat && id === purse.id) {
    const balances = wallet.purse.balances.map((each) => (each.currency === currency ? after : each))
    wallet.purse = { ...wallet.purse, balances }
  }
  return { status: 200, body: dryRun ? { ...done, activity: null, status: 'dry-run' } : done }
}
