// A process of its own that imports a file, so that a test can kill it. Its settings come as one JSON argument.
import { composeProduct } from '../../src/app/compose.ts'
import { importOrders, loadMapping } from '../../src/integrations/order-files/index.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import { openDatabase } from '../../src/platform/database.ts'

/** What the process is told. */
export interface ImportProcess {
  url: string
  programId: number
  file: string
  batchLines?: number
}

const asked = JSON.parse(process.argv[2] ?? '{}') as ImportProcess
const database = openDatabase({ url: asked.url, connectionsMax: 3 })
const hot = openDatabase({ url: asked.url, connectionsMax: 4, hot: true })
const { pipeline } = composeProduct({ database, hot })
const before = process.memoryUsage.rss()
let peak = before
const imported = await importOrders({
  database,
  pipeline,
  program: { programId: asked.programId, clockOffsetSeconds: 0 },
  currency: 'GBP',
  file: asked.file,
  mapping: orThrow(await loadMapping('online-retail')),
  preview: false,
  onProgress: () => (peak = Math.max(peak, process.memoryUsage.rss())),
  ...(asked.batchLines === undefined ? {} : { batchLines: asked.batchLines }),
})
const rssMb = Math.round((peak - before) / 1e6)
process.stdout.write(`${JSON.stringify({ summary: orThrow(imported), rssMb })}\n`)
await pipeline.close()
await Promise.all([database.close(), hot.close()])
