import type { ItemOutcome } from '@perennial/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ask } from '../../data/api.ts'
import { exponentOf } from '../../ui/exponents.ts'
import { activitiesOf, type Basket, type Trial, trialOf } from './basket.ts'

interface Ask {
  program: string
  currency: string
  name: string
  basket: Basket
  /** The instant by the clock of the programme. */
  clock: () => string
}

/** What a basket gives by the drafts or by the release in force. Nothing is written. */
export function trialQuery({ program, currency, name, basket, clock }: Ask, by: 'draft' | 'live') {
  return queryOptions({
    queryKey: ['trial', program, by, basket],
    queryFn: async ({ signal }): Promise<Trial> => {
      const scale = exponentOf(currency)
      const items = activitiesOf(basket, { currency, scale, name, now: clock() })
      const { outcomes } = await ask<{ outcomes: ItemOutcome[] }>(['programs', program, 'activities:batch'], {
        body: { items },
        search: { dryRun: true, explain: true, release: by === 'draft' ? 'draft' : undefined },
        signal,
      })
      return trialOf(items, outcomes)
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}
