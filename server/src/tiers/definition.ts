import { type TierLadderSpec, tierLadderSpec } from '@perennial/contract'
import type { z } from 'zod'
import type { DefinitionKindEntry } from '../programs/index.ts'
import { compileLadder, type Ladder, ladderExpressions, ladderStrangers } from './model/ladder.ts'

/** The kind `tier-ladder`: levels that members reach by what they do in a window of time. */
export const tierLadderKind: DefinitionKindEntry<TierLadderSpec, Ladder> = {
  kind: 'tier-ladder',
  wholeProgram: true,
  favour: {
    added: true,
    fields: {
      name: ['any'],
      'tiers[].name': ['any'],
      'tiers[].threshold': ['less'],
      'tiers[].benefits': ['new'],
      'tiers[].entry': ['new'],
      'tiers[].entry.points': ['more'],
      graceDays: ['more'],
      noticeDays: ['new', 'more'],
      lines: ['gone'],
    },
  },
  schema: tierLadderSpec as z.ZodType<TierLadderSpec>,
  compile: compileLadder,
  strangers: ladderStrangers,
  expressions: ladderExpressions,
}
