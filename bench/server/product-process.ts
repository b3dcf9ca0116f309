import { createKey, ensureOrganization, openGate } from '../../server/src/access/index.ts'
import { activityRoutes, createPipeline } from '../../server/src/activity/index.ts'
import { allKinds, allStages } from '../../server/src/app/compose.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { verifyLedger } from '../../server/src/ledger/index.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import { buildHttp } from '../../server/src/platform/http/index.ts'
import { openLog } from '../../server/src/platform/log.ts'
import { openMetrics } from '../../server/src/platform/metrics.ts'
import { createPrograms } from '../../server/src/programs/index.ts'
import { postOrders } from './post-orders.ts'
import type { ProductAnswer, ProductAsk } from './product.ts'

// The product as `serve` wires it, in a process that also posts without HTTP when it is asked to.
const [url = '', lanesText = '2', batchText = '500'] = process.argv.slice(2)
const lanes = Number(lanesText)

const database = openDatabase({ url, connectionsMax: 6 })
const hot = openDatabase({ url, connectionsMax: lanes + 2, hot: true })
const programs = createPrograms({ database, kinds: allKinds })
const stages = allStages()
const pipeline = createPipeline({ database: hot, programs, stages, lanes, batchMax: Number(batchText) })
const log = openLog({ level: 'error', format: 'json' })
const publicUrl = 'http://127.0.0.1'
const gate = openGate({ database, clock: systemClock, log, publicUrl })
const http = await buildHttp({
  log,
  metrics: openMetrics(),
  authorize: gate.authorize,
  ready: async () => ({ ready: true, checks: {} }),
})
activityRoutes(http, { programs, database, pipeline, stages })
await http.listen({ port: 0, host: '127.0.0.1' })

const { organizationId } = await ensureOrganization(database, { key: 'bench', name: 'Bench' })
const scopes = ['read', 'write', 'manage'] as const
const key = orThrow(
  await createKey(
    { database, clock: systemClock },
    { maker: { organizationId, actor: 'system', scopes }, name: 'bench', scopes, programKey: null },
  ),
)
const address = http.server.address()
const port = typeof address === 'object' && address !== null ? address.port : 0

async function answer(ask: ProductAsk): Promise<unknown> {
  switch (ask.kind) {
    case 'program': {
      const template = { name: ask.key, definitions: [...ask.definitions] }
      const created = await programs.createProgram({ organizationId, key: ask.key, actor: 'bench', template })
      return orThrow(created).program.programId
    }
    case 'post':
      return postOrders(pipeline, ask)
    case 'cpu':
      return process.cpuUsage()
    case 'verify': {
      const release = orThrow(await programs.currentRelease(ask.programId))
      const { breaks } = await database.read({ programId: ask.programId }, (tx) =>
        verifyLedger(tx, { programId: ask.programId, zone: release.timeZone }),
      )
      return breaks.map((each) => `${each.check}: ${each.detail}`)
    }
  }
}

process.on('message', (ask: ProductAsk) => {
  answer(ask).then(
    (value) => process.send?.({ value } satisfies ProductAnswer),
    (error: Error) => process.send?.({ error: error.message } satisfies ProductAnswer),
  )
})
process.on('disconnect', async () => {
  await http.close()
  await pipeline.close()
  await gate.settled()
  await Promise.all([database.close(), hot.close()])
  process.exit(0)
})
process.send?.({ value: { port, key: key.secret } } satisfies ProductAnswer)
