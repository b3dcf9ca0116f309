import type {
  Activity,
  CounterKey,
  Decided,
  DecideInput,
  Needs,
  Stage,
  StageEffect,
  WriteBatch,
} from '../activity/index.ts'
import { ok, type Verdict } from '../kernel/verdict.ts'
import { closeMembers, mergeMember, unmergeMember } from '../members/index.ts'
import type { Writer } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { aloneNeeds } from './model/alone.ts'
import { coolingDays, givenKey, planCommand, receivedKey } from './model/decide-command.ts'
import { readPoolsOf } from './store-pools.ts'

/** The pool that an owner belongs to, where rules ask; value is in the books, limits are counters. */
export type WalletState = string | null

const nobody: ReadonlyMap<string, WalletState> = new Map()
const nothing: Decided = { effects: [], record: undefined, told: [], verdicts: [] }

/** Commands on value, and the fulfilment of orders. */
export function walletStage(): Stage<WalletState> {
  return {
    name: 'wallet',
    needs,
    load: (tx, batch) =>
      batch.reads('member.household')
        ? readPoolsOf(tx, batch.programId, batch.owners)
        : Promise.resolve(nobody),
    initial: () => null,
    outside: ['household'],
    tells: ['member.household'],
    facts: ({ state }) => (state === null ? {} : { member: { household: state } }),
    decides: (_release, type) => type === 'order.fulfilled',
    decide,
    evolve: (state) => state,
    write,
  }
}

/** What commands say of members themselves: an owner who is no member, such as a gift card, has no such row. */
async function write(tx: Writer, batch: WriteBatch<WalletState>): Promise<void> {
  const closed = new Set<string>()
  for (const { ownerId, effect } of batch.effects) {
    if (effect.kind !== 'carry-out') continue
    const { instruction } = effect
    if (instruction.do === 'close') closed.add(ownerId)
    if (instruction.do !== 'merge') continue
    const { into } = instruction
    if (into === null) await unmergeMember(tx, batch.programId, ownerId)
    else await mergeMember(tx, batch.programId, { memberId: ownerId, into })
  }
  if (closed.size > 0) await closeMembers(tx, batch.programId, [...closed])
}

function needs(release: Release, { command, day, occurredAt }: Activity): Needs {
  const counters: CounterKey[] = command === undefined ? [] : aloneNeeds(command, occurredAt)
  const isGift = command?.verb === 'transfer-out' && command.kind === 'gift'
  if (isGift && Array.isArray(command.parts)) {
    for (const { currency } of command.parts) {
      const spec = release.currencies.get(currency)?.spec
      if (spec === undefined) continue
      counters.push(givenKey(currency, day))
      counters.push(...coolingDays(spec, day).map((each) => receivedKey(currency, each)))
    }
  }
  return { counters, budgets: [] }
}

function decide(input: DecideInput<WalletState>): Verdict<Decided> {
  const { activity, release } = input
  const { command, fulfils } = activity
  const cause = {
    activityId: activity.id,
    release: release.number,
    rule: null,
    effectiveAt: activity.occurredAt,
  }
  if (fulfils !== undefined && activity.type === 'order.fulfilled') {
    const instruction = { do: 'fulfil' as const, order: fulfils, cause }
    return ok({ ...nothing, effects: [{ kind: 'carry-out', instruction }] })
  }
  if (command === undefined) return ok(nothing)
  const plan = planCommand({
    command,
    release,
    activity,
    counted: (key) => input.counted('counter', key),
  })
  if (!plan.ok) return plan
  const effects: StageEffect[] = plan.value.instructions.map((instruction) => ({
    kind: 'carry-out',
    instruction: { ...instruction, cause },
  }))
  return ok({ ...nothing, effects: [...effects, ...plan.value.counts] })
}
