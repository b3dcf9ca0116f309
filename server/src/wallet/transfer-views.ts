import type { TransferView } from '@perennial/contract'
import { publicId } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import type { TransferRecord } from '../ledger/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { causeOwner } from './model/derived-id.ts'
import { selectCardIds } from './store-gift-cards.ts'
import { selectPoolIds } from './store-pools.ts'

/** Transfers as one of their ends sees them. */
export async function transferViews(
  tx: Reader,
  ask: { programId: number; release: Release; ownerId: string; rows: readonly TransferRecord[] },
): Promise<TransferView[]> {
  const { programId, release, ownerId, rows } = ask
  const otherOf = (row: TransferRecord) => (row.from === ownerId ? row.to : row.from)
  // A card that was claimed and the rest of a pool are merged into their new owner, as members are.
  const merged = rows.filter((row) => row.kind === 'merge').map(otherOf)
  const cards = merged.length === 0 ? new Set<string>() : await selectCardIds(tx, programId, merged)
  const pools = merged.length === 0 ? new Set<string>() : await selectPoolIds(tx, programId, merged)
  const causes = new Map<string, string>()
  for (const key of release.specs.get('cause')?.keys() ?? []) causes.set(causeOwner(programId, key), key)
  const kindOf = (row: TransferRecord, other: string): TransferRecord['kind'] => {
    if (cards.has(other)) return 'gift-card'
    return pools.has(other) ? 'pool' : row.kind
  }
  return rows.map((row) => {
    const other = otherOf(row)
    return {
      transfer: publicId('trf', row.id),
      kind: kindOf(row, other),
      direction: row.from === ownerId ? 'sent' : 'received',
      state: row.state,
      currency: release.currencyByCode.get(row.currency)?.key ?? String(row.currency),
      amount: row.amount,
      debt: row.debt,
      party: partyOf(kindOf(row, other), other, causes),
      message: row.message,
      sentAt: instantText(row.sentAt),
      closedAt: row.closedAt === null ? null : instantText(row.closedAt),
    }
  })
}

function partyOf(kind: TransferRecord['kind'], other: string, causes: ReadonlyMap<string, string>): string {
  if (kind === 'pool') return publicId('pol', other)
  if (kind === 'gift-card') return publicId('gft', other)
  // A cause that the programme no longer has is still told by its id.
  if (kind === 'donation') return causes.get(other) ?? other
  return publicId('mem', other)
}
