export { countersStage } from './counters-stage.ts'
export { counterKind, earningRuleKind } from './definition.ts'
export { type EarningRoutes, earningRoutes } from './routes.ts'
export { earningStage } from './stage.ts'
