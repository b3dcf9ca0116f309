import { lazy, type ReactNode } from 'react'
import { cardFields } from './card/card-fields.ts'
import type { HandMadeProps } from './hand-made-props.ts'
import { ladderFields } from './ladder/ladder-fields.ts'
import { ruleFields } from './rule/rule-sections.ts'
import { segmentFields } from './segment/segment-fields.ts'

interface HandMade {
  /** What it edits; the form of the schema has the rest. */
  fields: readonly string[]
  Editor: (props: HandMadeProps) => ReactNode
  /** Whether an order gives something else because of it, which is then shown. */
  changesOrders: boolean
}

const RuleEditor = lazy(async () => ({ default: (await import('./rule/rule-editor.tsx')).RuleEditor }))
const LadderEditor = lazy(async () => ({
  default: (await import('./ladder/ladder-editor.tsx')).LadderEditor,
}))
const CardEditor = lazy(async () => ({ default: (await import('./card/card-editor.tsx')).CardEditor }))
const SegmentEditor = lazy(async () => ({
  default: (await import('./segment/segment-editor.tsx')).SegmentEditor,
}))

/** Editors made by hand, by kind. */
export const handMade: Readonly<Record<string, HandMade>> = {
  'earning-rule': { fields: ruleFields, Editor: RuleEditor as HandMade['Editor'], changesOrders: true },
  'tier-ladder': { fields: ladderFields, Editor: LadderEditor as HandMade['Editor'], changesOrders: true },
  'stamp-card': { fields: cardFields, Editor: CardEditor as HandMade['Editor'], changesOrders: true },
  segment: { fields: segmentFields, Editor: SegmentEditor as HandMade['Editor'], changesOrders: false },
}
