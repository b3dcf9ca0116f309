import { publicId } from '../kernel/ids.ts'
import { dayOf } from '../kernel/instants.ts'
import { invariant, orThrow, RefusalError } from '../kernel/verdict.ts'
import { type CurrencyBooks, readBooks, settle } from '../ledger/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { Program, Release } from '../programs/index.ts'
import { beginDissolving, endPool, refusePool, reopenPool, roleIn } from './change-pool.ts'
import { deliverTransfers } from './deliver-transfers.ts'
import { derivedUuid } from './model/derived-id.ts'
import { deliverSoon, type Move } from './move-request.ts'
import type { WalletRoutes } from './routes.ts'
import { type Pool, readPool } from './store-pools.ts'
import { commandType, submitCommand } from './submit-command.ts'

/** What a pool has now, by currency. */
export async function poolBooks(
  { database }: Pick<WalletRoutes, 'database'>,
  place: { program: Program; release: Release },
  poolId: string,
): Promise<CurrencyBooks[]> {
  const { programId, clockOffsetSeconds } = place.program
  const { timeZone, currencyByCode } = place.release
  const now = systemClock.now() + clockOffsetSeconds * 1000
  const books = await database.read({ programId }, (tx) =>
    readBooks(tx, {
      programId,
      owners: [poolId],
      currencies: [...currencyByCode.keys()],
      withLots: new Set(),
      today: dayOf(now, timeZone),
    }),
  )
  const own = books.get(poolId)
  invariant(own !== undefined, 'books are read for every owner asked for')
  return [...settle(own, now, timeZone).books.currencies.values()]
}

/**
 * Ends a pool: each member named gets a share of what is left, and the first also what does not divide and what still
 * comes back to the pool later. Each step is known by the pool, so a crash between two is healed by asking again.
 * Throws `not_found` and `pool_refused`.
 */
export async function dissolvePool(
  wiring: WalletRoutes,
  move: Move,
  ask: { poolId: string; by: string; among: readonly string[] },
): Promise<Pool> {
  const { poolId, by } = ask
  const { programId } = move.program
  const known = await wiring.database.read({ programId }, (tx) => readPool(tx, programId, poolId))
  if (known?.state === 'dissolved') return known
  const among = [...new Set(ask.among)]
  const pool = orThrow(
    await wiring.database.write({ programId }, (tx) => beginDissolving(tx, programId, { poolId, by })),
  )
  await deliverTransfers(wiring, move.program)
  const isHeld = (await poolBooks(wiring, move, poolId)).some((each) => each.held > 0)
  const isWrong = among.some((each) => !['head', 'adult'].includes(roleIn(pool, each) ?? ''))
  if (isHeld || isWrong) {
    await wiring.database.write({ programId }, (tx) => reopenPool(tx, programId, poolId))
    const { refusal } = refusePool(
      isHeld ? 'Points are held: capture or cancel the holds first.' : 'Name the head or adults of the pool.',
    )
    throw new RefusalError(refusal)
  }
  const [first, ...others] = among
  invariant(first !== undefined, 'a pool is dissolved among somebody')
  for (const [index, memberId] of others.entries())
    await sendShare(wiring, move, { poolId, memberId, of: among.length - index })
  await step(wiring, move, {
    ownerId: poolId,
    name: 'rest',
    command: {
      verb: 'merge',
      into: first,
      transfer: derivedUuid(`dissolve\n${poolId}\n${first}`),
      actor: publicId('mem', by),
      reason: 'pool dissolved',
    },
  })
  return wiring.database.write({ programId }, (tx) => endPool(tx, programId, poolId))
}

async function sendShare(
  wiring: WalletRoutes,
  move: Move,
  share: { poolId: string; memberId: string; of: number },
): Promise<void> {
  const { poolId, memberId, of } = share
  const parts = (await poolBooks(wiring, move, poolId)).flatMap((own) => {
    const amount = Math.floor(own.available / of)
    const currency = move.release.currencyByCode.get(own.currency)?.key
    return amount > 0 && currency !== undefined ? [{ currency, amount }] : []
  })
  // One command moves five currencies at most; what is more goes to the first with the rest.
  if (parts.length === 0) return
  await step(wiring, move, {
    ownerId: poolId,
    name: memberId,
    command: {
      verb: 'transfer-out',
      kind: 'pool',
      transfer: derivedUuid(`dissolve\n${poolId}\n${memberId}`),
      to: memberId,
      parts: parts.slice(0, 5),
    },
  })
}

/** A step that was taken before, perhaps over another amount, is not taken again. */
async function step(
  wiring: WalletRoutes,
  move: Move,
  what: {
    ownerId: string
    name: string
    command: Extract<Parameters<typeof submitCommand>[2]['command'], { transfer: string }>
  },
): Promise<void> {
  const { ownerId, name, command } = what
  const sourceId = `dissolve/${ownerId}/${name}`
  const asked = { ownerId, command, type: commandType(command), sourceId }
  const done = await submitCommand(wiring.pipeline, move.program, asked)
  if (!done.ok && done.refusal.code !== 'idempotency_key_reused') throw new RefusalError(done.refusal)
  await deliverSoon(wiring, move.program, command.transfer)
}
