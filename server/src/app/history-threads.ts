import { availableParallelism } from 'node:os'
import type { HistoryPart, HistoryThreads } from '../activity/index.ts'
import { openThread, type Thread } from '../platform/threads/thread.ts'
import { definitionsOf, type Release } from '../programs/index.ts'
import type { HistoryVerbs, ReleaseNamed } from './history-thread.ts'

const threadsMost = 8
/** A thread begins cold: that costs about as much as reading and trying 30,000 activities does. */
const activitiesEach = 50_000

/** Threads of this process that keep parts of histories, each with connections of its own to the database. */
export function historyThreads(databaseUrl: string): HistoryThreads {
  return {
    most: Math.min(availableParallelism(), threadsMost),
    activitiesEach,
    open: () => partIn(openThread(new URL('./history-thread.ts', import.meta.url), { databaseUrl })),
  }
}

function partIn(thread: Thread): HistoryPart {
  function ask<Verb extends keyof HistoryVerbs>(
    verb: Verb,
    what: Parameters<HistoryVerbs[Verb]>[0],
    onDone: (done: number) => void,
  ) {
    return thread.ask(verb, what, onDone) as ReturnType<HistoryVerbs[Verb]>
  }
  let programId = 0
  return {
    read: ({ tested, compared, ...what }, onDone) => {
      programId = what.programId
      const named = {
        tested: nameOf(tested),
        compared: compared === undefined ? undefined : nameOf(compared),
      }
      return ask('read', { ...what, ...named }, onDone)
    },
    try: ({ release, ...what }, onDone) =>
      ask('try', { ...what, programId, release: nameOf(release) }, onDone),
    close: () => thread.close(),
  }
}

/** A release is functions, which no thread can be told: it finds or compiles the same one itself. */
function nameOf(release: Release): ReleaseNamed {
  return release.number === 0 ? { definitions: definitionsOf(release) } : { number: release.number }
}
