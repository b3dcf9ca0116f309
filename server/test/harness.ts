import path from 'node:path'
import type { ActivityInput, ActivityReply } from '@perennial/contract'
import { ensureOrganization } from '../src/access/index.ts'
import { composeProduct, type Product } from '../src/app/compose.ts'
import { verifyCards } from '../src/challenges/index.ts'
import { orThrow, type Verdict } from '../src/kernel/verdict.ts'
import { verifyLedger } from '../src/ledger/index.ts'
import { type Database, openDatabase } from '../src/platform/database.ts'
import type { OutboxEvent } from '../src/platform/outbox.ts'
import { type KeptPage, unpackPage } from '../src/platform/outbox-page.ts'
import { type Program, type RawDefinition, readTemplate, templatesFolder } from '../src/programs/index.ts'
import { verifyTiers } from '../src/tiers/index.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

/** The whole product over a database of its own, as tests drive it. */
export interface Harness extends Product {
  testDatabase: TestDatabase
  organizationId: number
  /** Creates a programme from a template's folder or from definitions, published as release 1. */
  createProgram(
    key: string,
    from: { template: string } | { definitions: readonly RawDefinition[] },
  ): Promise<Program>
  /** Recomputes the books; the names of what is broken. */
  verify(program: Program): Promise<string[]>
  close(): Promise<void>
}

export async function openHarness(options: { lanes?: number } = {}): Promise<Harness> {
  const testDatabase = await createTestDatabase()
  const lanes = options.lanes ?? 2
  const database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 6 })
  const hot = openDatabase({ url: testDatabase.appUrl, connectionsMax: lanes + 2, hot: true })
  const product = composeProduct({ database, hot, lanes })
  const { organizationId } = await ensureOrganization(database, { key: 'house', name: 'House' })
  return {
    ...product,
    testDatabase,
    organizationId,
    async createProgram(key, from) {
      const template =
        'template' in from
          ? orThrow(await readTemplate(path.join(templatesFolder, from.template)))
          : { name: key, definitions: [...from.definitions] }
      const created = await product.programs.createProgram({ organizationId, key, actor: 'test', template })
      return orThrow(created).program
    },
    async verify(program) {
      const { programId } = program
      const release = orThrow(await product.programs.currentRelease(programId))
      return database.read({ programId }, async (tx) => {
        const ledger = await verifyLedger(tx, { programId, zone: release.timeZone })
        const tiers = await verifyTiers(tx, { programId, release })
        const cards = await verifyCards(tx, product.programs, programId)
        const breaks = ledger.breaks.map((each) => `${each.check}: ${each.detail}`)
        const misfits = [tiers, cards].filter((each) => each !== undefined)
        return [...breaks, ...misfits.map((each) => `${each.name}: ${each.detail}`)]
      })
    },
    async close() {
      await product.pipeline.close()
      await Promise.all([database.close(), hot.close()])
      await testDatabase.drop()
    },
  }
}

/** All that a programme has told the world and that is still kept, in order; also what no consumer may see yet. */
export async function eventsOf(database: Database, programId: number): Promise<OutboxEvent[]> {
  const pages = await database.read({ programId }, (tx) =>
    tx.query<{ events: KeptPage }>(
      'select events from outbox where program_id = $1 order by position, page_id',
      [programId],
    ),
  )
  return pages.flatMap((page) => unpackPage(page.events))
}

/** The reply, or the code of the refusal. */
export function answerOf(verdict: Verdict<ActivityReply> | undefined): ActivityReply | string {
  if (verdict === undefined) return 'nothing'
  return verdict.ok ? verdict.value : verdict.refusal.code
}

/** An order with lines `[sku, quantity, unitPrice]`. */
export function orderOf(
  sourceId: string,
  lines: readonly (readonly [string, string, string])[],
  more: Partial<ActivityInput> & { currency?: string } = {},
): ActivityInput {
  const { currency = 'GBP', ...rest } = more
  return {
    type: 'order.placed',
    source: 'test',
    sourceId,
    occurredAt: '2026-03-02T10:00:00Z',
    member: { externalId: 'm1' },
    order: {
      currency,
      lines: lines.map(([sku, quantity, unitPrice], index) => ({
        lineId: String(index + 1),
        sku,
        quantity,
        unitPrice,
      })),
    },
    ...rest,
  }
}
