import { serveAsChild } from '../platform/children/serve-as-child.ts'
import { closeGracefully, receiveConnections } from '../platform/http/index.ts'
import { watchStrayErrors } from '../platform/log.ts'
import type { NewsItem } from '../platform/news.ts'
import type { ApiProcessGiven } from './api-processes.ts'
import { joinServer, openConfiguredLog } from './context.ts'
import { buildApp } from './serve.ts'

/** The work of a process that `openApiProcesses` opens: the product wired once more, over connections of its own. */
serveAsChild<ApiProcessGiven>(({ number, config, ownerUrl, appUrl }, parent) => {
  const log = openConfiguredLog(config).child({ process: number })
  const server = { ownerUrl, appUrl, detach: () => Promise.resolve() }
  const opening = open()
  // Whoever asks whether it is ready hears of it.
  opening.catch(() => {})

  async function open() {
    const context = await joinServer(config, { log, server })
    context.news.carryTo((item) => void parent.ask('tell', item).catch(() => {}))
    const surface = await buildApp(context, () => parent.ask('everyMetric', {}) as Promise<string>)
    const take = receiveConnections(surface.app)
    await surface.app.ready()
    return { context, surface, take }
  }

  async function close(): Promise<void> {
    const opened = await opening.catch(() => undefined)
    if (opened === undefined) return
    await closeGracefully(opened.surface.app)
    await opened.surface.gate.settled()
    await opened.context.dispose()
  }

  watchStrayErrors(log, () => {
    void parent
      .ask('retire', {})
      .then(close)
      .finally(() => process.exit(1))
  })

  return {
    verbs: {
      ready: () => opening.then(() => true),
      hear: async (item: NewsItem) => (await opening).context.news.deliver(item),
      count: async () => (await opening).surface.metrics.counted(),
    },
    receive: (connection) => void opening.then(({ take }) => take(connection)),
    close,
  }
})
