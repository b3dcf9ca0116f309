/**
 * The accounts of a currency, by the small number that journal rows carry. Value moves from the debit account to the
 * credit account. What members hold is the sum of available, pending, held and (negative) debt.
 */
export const accounts = {
  issuance: 1,
  available: 2,
  pending: 3,
  held: 4,
  debt: 5,
  spent: 6,
  expired: 7,
  adjusted: 8,
  transit: 9,
  written_off: 10,
  /** Exchanged into or out of another currency. */
  converted: 11,
  /** Both legs of making new lots of old ones: always nets to nothing. */
  rearranged: 12,
  /** Paid in with money. */
  funded: 13,
  /** Brought in from an earlier programme. */
  migrated: 14,
} as const

export type AccountName = keyof typeof accounts
export type AccountCode = (typeof accounts)[AccountName]

const names = new Map<number, AccountName>(
  (Object.entries(accounts) as [AccountName, AccountCode][]).map(([name, code]) => [code, name]),
)

/** The name of an account number that stands in the journal. */
export function accountName(code: number): AccountName {
  const name = names.get(code)
  if (name === undefined) throw new Error(`Broken invariant: the journal names account ${code}`)
  return name
}

/** Whether the account belongs to the member's side of the books. */
export function isMemberAccount(code: number): boolean {
  return code >= accounts.available && code <= accounts.debt
}
