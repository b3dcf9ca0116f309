import { type StampCardSpec, stampCardSpec } from '@perennial/contract'
import type { z } from 'zod'
import type { DefinitionKindEntry } from '../programs/index.ts'
import { cardExpressions, compileCard, type StampCard } from './model/card.ts'
import { endlessCards } from './model/endless.ts'

/** The kind `stamp-card`: stamps for one thing, and what a full card gives. */
export const stampCardKind: DefinitionKindEntry<StampCardSpec, StampCard> = {
  kind: 'stamp-card',
  wholeProgram: true,
  favour: {
    added: true,
    fields: {
      name: ['any'],
      look: ['any'],
      'look.*': ['any'],
      'stamps.count': ['more'],
      size: ['less'],
      'reward.amount': ['more'],
      expires: ['gone'],
      'expires.days': ['more'],
      'expires.months': ['more'],
      perDay: ['more', 'gone'],
      restarts: ['on'],
    },
  },
  schema: stampCardSpec as z.ZodType<StampCardSpec>,
  compile: compileCard,
  strangers: endlessCards,
  expressions: cardExpressions,
}
