export { earningRuleKind } from './definition.ts'
export { type FactSchema, lineFacts, ruleFacts } from './facts.ts'
export type { EarningRule } from './model/rule.ts'
export { type EarningState, earningStage } from './stage.ts'
