import type { DefinitionKind, TierLadderSpec } from '@perennial/contract'
import { type AnyKind, compileExpression, type Release } from '../../programs/index.ts'
import type { Section, Value } from './clause.ts'
import type { Asks } from './common-clauses.ts'
import {
  currencyParagraphs,
  donationParagraphs,
  exchangeParagraphs,
  giftCardParagraphs,
  householdParagraphs,
  transferParagraphs,
} from './currency-sections.ts'
import { earningParagraphs } from './earning-section.ts'
import { cardParagraphs, closingParagraphs, contactParagraphs } from './other-sections.ts'
import { readPhrase } from './read-phrase.ts'
import { tierParagraphs } from './tier-sections.ts'

/** What a release means for members, sentence by sentence, without a language. Sections without content are left out. */
export function makeSections(release: Release, kinds: readonly AnyKind[]): Section[] {
  const tierNames = tierNamesOf(release)
  const asks: Asks = { release, tierNames, condition: conditionReader({ release, kinds, tierNames }) }
  const sections: Section[] = [
    { section: 'earning', paragraphs: earningParagraphs(asks) },
    { section: 'currencies', paragraphs: currencyParagraphs(asks) },
    { section: 'tiers', paragraphs: tierParagraphs(asks) },
    { section: 'cards', paragraphs: cardParagraphs(asks) },
    { section: 'exchanges', paragraphs: exchangeParagraphs(asks) },
    { section: 'transfers', paragraphs: transferParagraphs(asks) },
    { section: 'households', paragraphs: householdParagraphs(asks) },
    { section: 'gift-cards', paragraphs: giftCardParagraphs(asks) },
    { section: 'donations', paragraphs: donationParagraphs(asks) },
    { section: 'closing', paragraphs: closingParagraphs() },
    { section: 'contact', paragraphs: contactParagraphs(asks) },
  ]
  return sections.filter(({ paragraphs }) => paragraphs.length > 0)
}

function tierNamesOf(release: Release): ReadonlyMap<string, string> {
  const ladders = release.specs.get('tier-ladder') as ReadonlyMap<string, TierLadderSpec> | undefined
  return new Map(
    [...(ladders?.values() ?? [])].flatMap(({ tiers }) => tiers.map(({ key, name }) => [key, name])),
  )
}

/** Reads an expression through the place that its kind compiles it by, so that both mean the same. */
function conditionReader(parts: {
  release: Release
  kinds: readonly AnyKind[]
  tierNames: ReadonlyMap<string, string>
}): Asks['condition'] {
  const { release, kinds, tierNames } = parts
  const { settings, timeZone } = release
  return ({ kind, on }, field, source): Value => {
    const place = kinds.find((entry) => entry.kind === (kind as DefinitionKind))?.expressions?.[field]
    const compiled = place && compileExpression<boolean>(place, source, { field, on, context: release })
    if (compiled?.ok !== true) return { kind: 'condition', condition: { kind: 'quote', text: source } }
    const context = { money: settings.currency, timeZone, tierNames }
    return { kind: 'condition', condition: readPhrase(compiled.value.ast, source, context) }
  }
}
