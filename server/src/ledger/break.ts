/** Something in the books that does not add up. */
export interface Break {
  /** The check that failed, by name. */
  check: string
  ownerId: string | null
  /** Small number of the currency. */
  currency: number | null
  /** The number of the journal row, where the check knows it. */
  seq: number | null
  detail: string
}
