import {
  type AnyStage,
  createPipeline,
  goalKind,
  type HistoryProcesses,
  limitKind,
  type Pipeline,
  purchaseFacts,
  stageOf,
} from '../activity/index.ts'
import { challengesStage, stampCardKind } from '../challenges/index.ts'
import {
  checkInAdmission,
  counterFactSource,
  counterKind,
  countersStage,
  earningRuleKind,
  earningStage,
} from '../earning/index.ts'
import { consentFacts, profileFacts } from '../members/index.ts'
import type { Database } from '../platform/database.ts'
import { type NewsWire, openNews } from '../platform/news.ts'
import { type AnyKind, createPrograms, type FactSource, ownKinds, type Programs } from '../programs/index.ts'
import { readSegmentsOf, segmentKind, segmentsStage } from '../segments/index.ts'
import { tierFacts, tierLadderKind, tiersStage } from '../tiers/index.ts'
import { balanceFacts, walletStage } from '../wallet/index.ts'

/** What segments may read of members. */
export const allFacts: readonly FactSource[] = [
  profileFacts,
  tierFacts,
  purchaseFacts,
  balanceFacts,
  counterFactSource,
  consentFacts,
]

/** For stages that only decide: what they would load is not there. */
const noPrograms: Pick<Programs, 'release'> = {
  release: () => Promise.reject(new Error('Broken invariant: nothing is loaded where there is no programme')),
}

/** Every kind of definition, of every domain. */
export const allKinds: readonly AnyKind[] = [
  ...ownKinds,
  earningRuleKind,
  counterKind,
  tierLadderKind,
  stampCardKind,
  segmentKind(allFacts),
  goalKind,
  limitKind(allStages(noPrograms)),
] as readonly AnyKind[]

/**
 * The stages in the order in which they decide: commands by themselves; rules read counters; tiers count what earning
 * posted; then cards. `programs` knows the releases of what is stored.
 */
export function allStages(programs: Pick<Programs, 'release'>): readonly AnyStage[] {
  return [
    stageOf(walletStage()),
    stageOf(segmentsStage()),
    stageOf(countersStage()),
    stageOf(earningStage()),
    stageOf(tiersStage()),
    stageOf(challengesStage({ programs })),
  ]
}

/** The domains wired together over two sets of connections. */
export interface Product {
  database: Database
  /** To and from the other processes that serve the API of this start. */
  news: NewsWire
  programs: Programs
  stages: readonly AnyStage[]
  pipeline: Pipeline
  /** Where back-tests of larger programmes are done. */
  processes: HistoryProcesses | undefined
}

/** Wires the product by hand. `hot` is for the lanes alone, one connection each and a few for dry runs. */
export function composeProduct(parts: {
  database: Database
  hot: Database
  processes?: HistoryProcesses
  lanes?: number
  batchMax?: number
  onOrders?: Parameters<typeof createPipeline>[0]['onOrders']
}): Product {
  const { database } = parts
  const news = openNews()
  const programs = createPrograms({ database, kinds: allKinds, news })
  const stages = allStages(programs)
  const pipeline = createPipeline({
    database: parts.hot,
    programs,
    stages,
    segmentsOf: readSegmentsOf,
    admission: checkInAdmission(database),
    ...(parts.lanes === undefined ? {} : { lanes: parts.lanes }),
    ...(parts.batchMax === undefined ? {} : { batchMax: parts.batchMax }),
    ...(parts.onOrders === undefined ? {} : { onOrders: parts.onOrders }),
  })
  return { database, news, programs, stages, pipeline, processes: parts.processes }
}
