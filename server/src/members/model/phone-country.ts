import type { Release } from '../../programs/index.ts'
import type { IdentifierContext } from './identifiers.ts'

const contexts = new WeakMap<Release, IdentifierContext>()

/**
 * How a programme reads identifiers. A number without a country code belongs to the country of the programme's stores
 * when all of them stand in one; a zone does not tell, because London's covers four.
 */
export function identifierContext(release: Release): IdentifierContext {
  let context = contexts.get(release)
  if (context === undefined) {
    const countries = new Set([...release.stores.values()].map((store) => store.country))
    const [country] = countries
    context = countries.size === 1 && country !== undefined ? { phoneCountry: country } : {}
    contexts.set(release, context)
  }
  return context
}
