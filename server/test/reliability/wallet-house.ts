import { randomUUID } from 'node:crypto'
import type { ActivityReply, WalletCommand } from '@perennial/contract'
import type { ProgramPlace } from '../../src/activity/index.ts'
import { composeProduct, type Product } from '../../src/app/compose.ts'
import { newUuid } from '../../src/kernel/ids.ts'
import type { Verdict } from '../../src/kernel/verdict.ts'
import { openDatabase } from '../../src/platform/database.ts'
import type { Harness } from '../harness.ts'

/** One process's worth of the product over a database that others use too: pools, caches and lanes of its own. */
export interface Worker extends Product {
  close(): Promise<void>
}

export function openWorker(house: Harness, lanes = 2): Worker {
  const url = house.testDatabase.appUrl
  const database = openDatabase({ url, connectionsMax: 3 })
  const hot = openDatabase({ url, connectionsMax: lanes + 1, hot: true })
  const product = composeProduct({ database, hot, lanes })
  return {
    ...product,
    close: async () => {
      await product.pipeline.close()
      await Promise.all([database.close(), hot.close()])
    },
  }
}

/** Gives a command to one worker, under a fresh key unless one is given. */
export async function give(
  worker: Pick<Product, 'pipeline'>,
  program: ProgramPlace,
  what: { owner: string; command: WalletCommand; key?: string },
): Promise<Verdict<ActivityReply>> {
  const { owner, command, key = randomUUID() } = what
  const asked = { ownerId: owner, command, type: `wallet.${command.verb}`, sourceId: key }
  const [verdict] = await worker.pipeline.carryOut(program, [asked])
  if (verdict === undefined) throw new Error('A command was not answered')
  return verdict
}

/** `ok`, or the code of the refusal. */
export function codeOf(verdict: Verdict<unknown>): string {
  return verdict.ok ? 'ok' : verdict.refusal.code
}

/** A fresh owner with so many points. */
export async function newOwner(
  worker: Pick<Product, 'pipeline'>,
  program: ProgramPlace,
  lot: { amount: number; expiresAt?: string },
): Promise<string> {
  const owner = newUuid()
  const given = await give(worker, program, { owner, command: points(lot.amount, lot.expiresAt) })
  if (!given.ok) throw new Error(given.refusal.detail)
  return owner
}

/** The command by which staff gives points. */
export function points(amount: number, expiresAt?: string): WalletCommand {
  const end = expiresAt === undefined ? {} : { expiresAt }
  return {
    verb: 'adjust',
    currency: 'points',
    amount,
    reason: 'Race',
    actor: 'test',
    approvedBy: 'second',
    ...end,
  }
}

export function spend(amount: number): WalletCommand {
  return { verb: 'spend', parts: [{ currency: 'points', amount }] }
}

/** How often each answer came. */
export function tally(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}
