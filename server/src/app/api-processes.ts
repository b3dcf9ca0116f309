import { createServer, type Server, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Child, openChild } from '../platform/children/child.ts'
import type { Verbs } from '../platform/children/conversation.ts'
import { type KeptChild, keepChild } from '../platform/children/keep-child.ts'
import { receiveConnections } from '../platform/http/index.ts'
import { addGone, type Counted, type Metrics } from '../platform/metrics.ts'
import type { NewsItem } from '../platform/news.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'

/** A resource: other processes that serve the API beside this one, on its port. */
export interface ApiProcesses {
  /** Listens, and shares what comes with the others as they get ready; resolves when they are, or have failed once. */
  serve(surface: { app: FastifyInstance; metrics: Metrics }): Promise<void>
  /** The numbers of all processes together. */
  everyMetric(own: Metrics): Promise<string>
  /** Accepts nothing more, at once; resolves when all others have answered what they were asked, and have ended. */
  close(): Promise<void>
}

/** What a process of the API begins with. It holds passwords, so it is told and stands in no environment. */
export interface ApiProcessGiven {
  number: number
  config: Config
  ownerUrl: string
  appUrl: string
}

/** Requests under way have 25 s, and connections to the database a moment. */
const closeWithinMs = 35_000
const countWithinMs = 1_000

interface Beside {
  kept: KeptChild
  /** What it had counted when it was last asked. */
  counted: Counted
}

export function openApiProcesses(context: Context): ApiProcesses {
  const { config, log, news } = context
  /** By their numbers, from 2 on: this process is 1. */
  const beside = new Map<number, Beside>()
  let gone: Counted = []
  let own: Metrics | undefined
  let door: Server | undefined

  function tellAll(item: NewsItem, teller?: number): void {
    for (const [number, { kept }] of beside)
      if (number !== teller)
        kept
          .now()
          ?.ask('hear', item)
          .catch(() => {})
  }

  async function everyMetric(metrics: Metrics): Promise<string> {
    await Promise.all([...beside.values()].map(count))
    const living = new Map([...beside].map(([number, { counted }]) => [String(number), counted]))
    return metrics.text({ living, gone })
  }

  function open(number: number): Beside {
    const verbs = {
      everyMetric: () => (own === undefined ? Promise.resolve('') : everyMetric(own)),
      tell: async (item: NewsItem) => {
        news.deliver(item)
        tellAll(item, number)
      },
      retire: async () => one.kept.retire(),
    }
    const kept = keepChild({
      open: () => openProcess(context, number, verbs),
      onLost: (error, pauseMs) => {
        gone = addGone(gone, one.counted)
        one.counted = []
        log.error('A process of the API has ended and is started again', {
          process: number,
          err: error,
          pauseMs,
        })
      },
    })
    const one: Beside = { kept, counted: [] }
    return one
  }

  return {
    async serve({ app, metrics }) {
      own = metrics
      const take = receiveConnections(app)
      await app.ready()
      door = await listen(
        config,
        shareOut(take, () => [...beside.values()].flatMap(({ kept }) => kept.now() ?? [])),
      )
      door.on('error', (error) => log.error('A connection could not be accepted', { err: error }))
      news.carryTo(tellAll)
      for (let number = 2; number <= config.apiProcesses; number += 1) beside.set(number, open(number))
      await Promise.all([...beside.values()].map(({ kept }) => kept.begun))
    },
    everyMetric,
    async close() {
      door?.close()
      await Promise.all([...beside.values()].map(({ kept }) => kept.close()))
    },
  }
}

function openProcess(context: Context, number: number, verbs: Verbs): Child {
  const { config, ownerUrl, appUrl } = context
  const given: ApiProcessGiven = { number, config, ownerUrl, appUrl }
  return openChild(new URL('./api-process.ts', import.meta.url), given, {
    verbs,
    yields: false,
    closeWithinMs,
  })
}

/** Asks a process what it has counted. One that is late has what it had: sums must not go back and forth. */
async function count(one: Beside): Promise<void> {
  const child = one.kept.now()
  if (child === undefined) return
  const counted = (await inTime(child.ask('count', {}))) as Counted | undefined
  if (counted !== undefined && one.kept.now() === child) one.counted = counted
}

/** Connections go round: to this process, and to each of the others that is ready. */
function shareOut(take: (connection: Socket) => void, ready: () => readonly Child[]) {
  let turn = 0
  return (connection: Socket): void => {
    const others = ready()
    turn = (turn + 1) % (others.length + 1)
    const other = others[turn - 1]
    if (other === undefined) take(connection)
    else
      void other.hand(connection).then((handed) => {
        if (!handed) take(connection)
      })
  }
}

/** Connections come as the HTTP server would have them, but nothing is read of them here. */
function listen(at: { port: number; host: string }, accept: (connection: Socket) => void): Promise<Server> {
  const door = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, accept)
  return new Promise((resolve, reject) => {
    door.once('error', reject)
    door.listen({ port: at.port, host: at.host }, () => {
      door.off('error', reject)
      resolve(door)
    })
  })
}

async function inTime(asked: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), countWithinMs)
  })
  try {
    return await Promise.race([asked.catch(() => undefined), late])
  } finally {
    clearTimeout(timer)
  }
}
