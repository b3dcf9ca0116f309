// A process of its own that hands the pages of a programme to a consumer, so that a test can kill it. Prints their ids.
import { writeSync } from 'node:fs'
import { openDatabase } from '../../src/platform/database.ts'
import { deliverOutbox } from '../../src/platform/outbox.ts'

const asked = JSON.parse(process.argv[2] ?? '{}') as { url: string; programId: number; consumer: string }
const database = openDatabase({ url: asked.url, connectionsMax: 2 })
for (;;) {
  const pages = await deliverOutbox(database, {
    programId: asked.programId,
    consumer: asked.consumer,
    pagesMax: 50,
    // Written at once: a line that waits in a buffer dies with the process.
    consume: async (page) => {
      writeSync(1, `${page.pageId}\n`)
    },
  })
  if (pages === 0) break
}
await database.close()
