import { createKey, ensureOrganization } from '../../server/src/access/index.ts'
import { readConfig } from '../../server/src/app/config.ts'
import { openContext } from '../../server/src/app/context.ts'
import { serve } from '../../server/src/app/serve.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { verifyLedger } from '../../server/src/ledger/index.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { postToLedger } from './post-ledger.ts'
import { postOrders } from './post-orders.ts'
import type { ProductAnswer, ProductAsk } from './product.ts'

// What `perennial start --role api` runs, in a process that also posts without HTTP when it is asked to.
const config = orThrow(readConfig(process.env, { role: 'api', demo: false }))
const context = await openContext(config)
const { database, programs, pipeline } = context
const serving = await serve(context)

const { organizationId } = await ensureOrganization(database, { key: 'bench', name: 'Bench' })
const scopes = ['read', 'write', 'manage'] as const
const key = orThrow(
  await createKey(
    { database, clock: systemClock },
    { maker: { organizationId, actor: 'system', scopes }, name: 'bench', scopes, programKey: null },
  ),
)

async function answer(ask: ProductAsk): Promise<unknown> {
  switch (ask.kind) {
    case 'program': {
      const template = { name: ask.key, definitions: [...ask.definitions] }
      const created = await programs.createProgram({ organizationId, key: ask.key, actor: 'bench', template })
      return orThrow(created).program.programId
    }
    case 'post':
      return postOrders(pipeline, ask)
    case 'post-ledger':
      return postToLedger(context.appUrl, ask)
    case 'verify': {
      const release = orThrow(await programs.currentRelease(ask.programId))
      const { breaks } = await database.read(
        { programId: ask.programId },
        (tx) => verifyLedger(tx, { programId: ask.programId, zone: release.timeZone }),
        { timeoutMs: 3_600_000 },
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
process.on('disconnect', () => {
  void serving.close().then(() => process.exit(0))
})
process.send?.({ value: { key: key.secret } } satisfies ProductAnswer)
