import type { ActivityRecord, RuleVerdict } from '@perennial/contract'
import { orThrow } from '../kernel/verdict.ts'
import { openBooks } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { currencyCodes } from './batch-load.ts'
import { wholeOrder } from './model/basket.ts'
import { decideNew } from './model/decide.ts'
import { isReturn, programDay } from './model/intake.ts'
import { activityOf } from './model/work.ts'
import type { AnyStage } from './stage.ts'
import { readActivities, type StoredActivity } from './store.ts'
import { readOrders } from './store-orders.ts'
import { readParked } from './store-parked.ts'
import { parkedTold, recordTold } from './tell-activity.ts'

export interface ExplainParts {
  programs: Programs
  database: Database
  stages: readonly AnyStage[]
}

/** An activity with what is left of its order and, when asked, every rule with its verdict; undefined when unknown. */
export async function explainActivity(
  parts: ExplainParts,
  ask: { program: { programId: number }; id: string; isExplained: boolean },
): Promise<ActivityRecord | undefined> {
  const { programId } = ask.program
  const read = await parts.database.read({ programId }, async (tx) => {
    const [stored] = await readActivities(tx, programId, [ask.id])
    if (stored === undefined) return { parked: (await readParked(tx, programId, [ask.id]))[0] }
    const [order] =
      stored.type === 'order.placed' ? await readOrders(tx, { programId, ids: [ask.id], owners: [] }) : []
    return { stored, order }
  })
  if (read.stored === undefined) {
    const release = orThrow(await parts.programs.currentRelease(programId))
    return read.parked === undefined ? undefined : parkedTold(read.parked, release.number)
  }
  const { stored, order } = read
  const told = recordTold(stored)
  const lines = stored.input.order?.lines
  const left = order?.state?.left ?? (stored.input.order && wholeOrder(stored.input.order))
  return {
    ...told,
    ...(lines === undefined || left === undefined
      ? {}
      : {
          left: lines.map((line, index) => ({
            lineId: line.lineId,
            quantity: left.quantities[index] ?? '0',
          })),
        }),
    ...(ask.isExplained ? { explain: [...(await explain(parts, programId, stored))] } : {}),
  }
}

/**
 * Decides the activity once more, under its own release, with the facts and the room that were kept with it: the same
 * evaluator on the same record, this time asked for its reasons. A return and a command have no rules of their own.
 */
async function explain(
  parts: ExplainParts,
  programId: number,
  stored: StoredActivity,
): Promise<readonly RuleVerdict[]> {
  if (isReturn(stored.type) || 'command' in stored.input) return []
  const release = orThrow(await parts.programs.release(programId, stored.release))
  const { input, occurredAt, decision } = stored
  const outcome = decideNew(
    {
      stages: parts.stages,
      release,
      now: stored.postedAt,
      explain: true,
      kept: () => ({ facts: decision.f ?? {}, records: decision.s ?? {}, countersToo: true }),
    },
    {
      work: {
        ownerId: stored.ownerId,
        books: openBooks(stored.ownerId, currencyCodes(release), true),
        states: parts.stages.map((stage) => stage.initial()),
        counters: new Map(),
        orders: new Map(),
        member: {},
      },
      budgets: new Map(),
    },
    {
      activity: activityOf({
        id: stored.activityId,
        input,
        occurredAt,
        day: programDay(occurredAt, release),
        depth: decision.d ?? 0,
      }),
      input,
    },
  )
  return orThrow(outcome).recorded[0]?.verdicts ?? []
}
