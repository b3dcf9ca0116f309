import { hash } from 'node:crypto'

const idMax = 2 ** 31 - 1

/**
 * The numbers that an organisation with this key may have, in the order to look. Derived from the key, because row
 * security shows an organisation only to those who name its number: so it is found without a list of all tenants.
 */
export function organizationIds(key: string): number[] {
  const first = hash('sha256', key, 'buffer').readUInt32BE(0) % idMax
  return Array.from({ length: 16 }, (_, step) => ((first + step) % idMax) + 1)
}
