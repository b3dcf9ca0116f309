export { earningRuleKind } from './definition.ts'
export { earningStage } from './stage.ts'
