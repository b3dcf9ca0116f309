import { type AnyStage, createPipeline, type Pipeline, stageOf } from '../activity/index.ts'
import { challengesStage, stampCardKind } from '../challenges/index.ts'
import {
  checkInAdmission,
  counterKind,
  countersStage,
  earningRuleKind,
  earningStage,
} from '../earning/index.ts'
import type { Database } from '../platform/database.ts'
import { type AnyKind, createPrograms, ownKinds, type Programs } from '../programs/index.ts'
import { tierLadderKind, tiersStage } from '../tiers/index.ts'
import { walletStage } from '../wallet/index.ts'

/** Every kind of definition, of every domain. */
export const allKinds: readonly AnyKind[] = [
  ...ownKinds,
  earningRuleKind,
  counterKind,
  tierLadderKind,
  stampCardKind,
] as readonly AnyKind[]

/**
 * The stages in the order in which they decide: commands by themselves; rules read counters; tiers count what earning
 * posted; then cards. `programs` knows the releases of what is stored.
 */
export function allStages(programs: Pick<Programs, 'release'>): readonly AnyStage[] {
  return [
    stageOf(walletStage()),
    stageOf(countersStage()),
    stageOf(earningStage()),
    stageOf(tiersStage()),
    stageOf(challengesStage({ programs })),
  ]
}

/** The domains wired together over two sets of connections. */
export interface Product {
  database: Database
  programs: Programs
  stages: readonly AnyStage[]
  pipeline: Pipeline
}

/** Wires the product by hand. `hot` is for the lanes alone, one connection each and a few for dry runs. */
export function composeProduct(parts: {
  database: Database
  hot: Database
  lanes?: number
  batchMax?: number
  onOrders?: Parameters<typeof createPipeline>[0]['onOrders']
}): Product {
  const { database } = parts
  const programs = createPrograms({ database, kinds: allKinds })
  const stages = allStages(programs)
  const pipeline = createPipeline({
    database: parts.hot,
    programs,
    stages,
    admission: checkInAdmission(database),
    ...(parts.lanes === undefined ? {} : { lanes: parts.lanes }),
    ...(parts.batchMax === undefined ? {} : { batchMax: parts.batchMax }),
    ...(parts.onOrders === undefined ? {} : { onOrders: parts.onOrders }),
  })
  return { database, programs, stages, pipeline }
}
