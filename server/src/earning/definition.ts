import { type CounterSpec, counterSpec, type EarningRuleSpec, earningRuleSpec } from '@perennial/contract'
import type { z } from 'zod'
import type { DefinitionKindEntry } from '../programs/index.ts'
import { counterExpressions, earningExpressions } from './expressions.ts'
import { ruleFavour } from './favour.ts'
import { type Counter, compileCounter } from './model/counter.ts'
import { compileEarningRule, type EarningRule } from './model/rule.ts'
import { counterStrangers, ruleStrangers } from './model/strangers.ts'

/** The kind `earning-rule`: what an activity earns, and under which conditions. */
export const earningRuleKind: DefinitionKindEntry<EarningRuleSpec, EarningRule> = {
  kind: 'earning-rule',
  favour: ruleFavour,
  schema: earningRuleSpec as z.ZodType<EarningRuleSpec>,
  compile: compileEarningRule,
  strangers: ruleStrangers,
  expressions: earningExpressions,
}

/** The kind `counter`: what is counted for each member, and the milestones that are told. */
export const counterKind: DefinitionKindEntry<CounterSpec, Counter> = {
  kind: 'counter',
  wholeProgram: true,
  favour: { added: true, fields: { name: ['any'] } },
  schema: counterSpec as z.ZodType<CounterSpec>,
  compile: compileCounter,
  strangers: counterStrangers,
  expressions: counterExpressions,
}
