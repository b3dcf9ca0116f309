import { lazy, type ReactNode } from 'react'
import { cardFields } from './card/card-fields.ts'
import type { HandMadeProps } from './hand-made-props.ts'
import { ladderFields } from './ladder/ladder-fields.ts'
import { ruleFields } from './rule/rule-sections.ts'

interface HandMade {
  /** What it edits; the form of the schema has the rest. */
  fields: readonly string[]
  Editor: (props: HandMadeProps) => ReactNode
}

const RuleEditor = lazy(async () => ({ default: (await import('./rule/rule-editor.tsx')).RuleEditor }))
const LadderEditor = lazy(async () => ({
  default: (await import('./ladder/ladder-editor.tsx')).LadderEditor,
}))
const CardEditor = lazy(async () => ({ default: (await import('./card/card-editor.tsx')).CardEditor }))

/** Editors made by hand, by kind. */
export const handMade: Readonly<Record<string, HandMade>> = {
  'earning-rule': { fields: ruleFields, Editor: RuleEditor as HandMade['Editor'] },
  'tier-ladder': { fields: ladderFields, Editor: LadderEditor as HandMade['Editor'] },
  'stamp-card': { fields: cardFields, Editor: CardEditor as HandMade['Editor'] },
}
