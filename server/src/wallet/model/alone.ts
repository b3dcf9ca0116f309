import type { CurrencySpec, WalletCommand } from '@perennial/contract'
import type { Count, CounterKey } from '../../activity/index.ts'
import type { Instant } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'

/**
 * What one person may do alone. Small adjustments that follow each other add up: what somebody adjusted alone for one
 * member within a day counts, by the hour, towards what they may still adjust alone.
 */
type Adjustment = Extract<WalletCommand, { verb: 'adjust' }>

const hourMs = 3_600_000
const hours = 24

/** What an actor adjusted alone for the owner in an hour. */
function aloneKey(command: Adjustment, hour: number): CounterKey {
  return { key: `alone:${command.currency}:${command.actor}`, period: hour }
}

/** The counters of a day that ends with the hour of `at`. */
function dayBefore(command: Adjustment, at: Instant): CounterKey[] {
  const hour = Math.floor(at / hourMs)
  return Array.from({ length: hours + 1 }, (_, back) => aloneKey(command, hour - back))
}

/**
 * The counters that deciding will read. It happens by the clock of the database, and this is asked by that of the
 * process: an hour more on both sides covers what they differ.
 */
export function aloneNeeds(command: WalletCommand, at: Instant): CounterKey[] {
  if (command.verb !== 'adjust' || command.approvedBy !== undefined) return []
  const hour = Math.floor(at / hourMs)
  return [aloneKey(command, hour + 1), ...dayBefore(command, at), aloneKey(command, hour - hours - 1)]
}

/** What an adjustment counts. Refuses `approval_needed` above what its actor may do alone. */
export function checkAlone(
  command: Adjustment,
  spec: CurrencySpec,
  more: { at: Instant; counted(key: CounterKey): number },
): Verdict<Count[]> {
  if (command.approvedBy !== undefined) return ok([])
  const amount = Math.abs(command.amount)
  const before = dayBefore(command, more.at).reduce((sum, each) => sum + more.counted(each), 0)
  if (amount > spec.adjustmentAlone - before) {
    const detail = `One person may adjust ${spec.adjustmentAlone} for a member within ${hours} hours; ${before} of it are used. A second person has to approve the rest.`
    return refuse('approval_needed', detail, { field: 'amount' })
  }
  const key = aloneKey(command, Math.floor(more.at / hourMs))
  return ok([{ kind: 'count', of: 'counter', ...key, amount }])
}
