import { type EarningRuleSpec, earningRuleSpec } from '@perennial/contract'
import type { z } from 'zod'
import type { DefinitionKindEntry } from '../programs/index.ts'
import { earningExpressions } from './expressions.ts'
import { compileEarningRule, type EarningRule } from './model/rule.ts'

/** The kind `earning-rule`: what an activity earns, and under which conditions. */
export const earningRuleKind: DefinitionKindEntry<EarningRuleSpec, EarningRule> = {
  kind: 'earning-rule',
  schema: earningRuleSpec as z.ZodType<EarningRuleSpec>,
  compile: compileEarningRule,
  expressions: earningExpressions,
}
