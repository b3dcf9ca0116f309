import type { Balance } from '@perennial/contract'
import type { Release } from '../../programs/index.ts'

/** The key of a currency; one that the release no longer has is named by its number. */
export function currencyKey(release: Release, code: number): string {
  return release.currencyByCode.get(code)?.key ?? String(code)
}

/** A balance in the words of the API. */
export function balanceOf(
  release: Release,
  books: Omit<Balance, 'currency'> & { readonly currency: number },
): Balance {
  const { available, pending, held, debt, lifetimeEarned, lifetimeSpent } = books
  const currency = currencyKey(release, books.currency)
  return { currency, available, pending, held, debt, lifetimeEarned, lifetimeSpent }
}
