export type { Admission } from './admission.ts'
export { applyParked } from './apply-parked.ts'
export type { CommandAsked, ProgramPlace } from './ask.ts'
export { type AskParts, askBackTest } from './back-test/ask-back-test.ts'
export type { BackTestProgress, HistoryProcesses } from './back-test/back-test.ts'
export { type BackTestInputs, backTestInputs } from './back-test/back-test-inputs.ts'
export { createHistoryPart, type HistoryPart, type ReadPart, type TryPart } from './back-test/history-part.ts'
export { type BackTestRoutes, backTestRoutes } from './back-test/routes.ts'
export { type RunBackTests, runBackTests } from './back-test/run-back-tests.ts'
export { carryCounters } from './carry-counters.ts'
export { goalKind } from './design/definition.ts'
export { type DesignRoutes, designRoutes } from './design/routes.ts'
export { countedRows, purchaseFacts, readCounted } from './facts.ts'
export { foldHistory, followHistory, historyConsumer, keepsHistory, verifyHistory } from './fold-history.ts'
export { limitKind } from './limits/definition.ts'
export { type LimitRoutes, limitRoutes } from './limits/routes.ts'
export {
  type Basket,
  type BasketLine,
  basketOf,
  type OrderLeft,
  wholeOrder,
} from './model/basket.ts'
export { derivedSource } from './model/decide.ts'
export { problemOf } from './model/item-outcome.ts'
export { lineFacts, lineFactsOf, lineType } from './model/line-facts.ts'
export { lineTest } from './model/line-test.ts'
export { rememberedOf } from './model/order-memo.ts'
export { periodOf } from './model/period.ts'
export {
  createPipeline,
  type Pipeline,
  type PipelineParts,
  type SubmitOptions,
} from './pipeline.ts'
export { type ReplayAsk, type ReplayParts, type ReplayReport, replayProgram } from './replay.ts'
export { type ActivityRoutes, activityRoutes } from './routes.ts'
export { settleDue } from './settle-due.ts'
export {
  type Activity,
  type AnyStage,
  type CarryOut,
  type Count,
  type Counted,
  type CounterKey,
  type Decided,
  type DecideInput,
  type Emit,
  type Facts,
  type LoadBatch,
  type Needs,
  type Period,
  type Post,
  type Redecision,
  type ReplyPart,
  type Stage,
  type StageEffect,
  type StageRecord,
  type Stamp,
  type StampsCame,
  type StampTerms,
  stageOf,
  type TierCount,
  type TierGrant,
  type TierMemory,
  type Who,
  type WriteBatch,
} from './stage.ts'
export {
  findKeys,
  foldActivityDays,
  readActivityByKey,
  readActivityDays,
  type StoredActivity,
} from './store.ts'
export { highestPrefix } from './store-counters.ts'
export {
  type ActivityCause,
  readActivityCauses,
  readActivityEdges,
  readActivityTotals,
  readActivityTypes,
  readOwnerActions,
} from './store-reports.ts'
export { type ActivityBreak, verifyActivities } from './store-verify.ts'
