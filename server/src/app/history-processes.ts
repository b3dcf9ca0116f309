import { availableParallelism } from 'node:os'
import type { HistoryPart, HistoryProcesses } from '../activity/index.ts'
import { type Child, openChild } from '../platform/children/child.ts'
import { definitionsOf, type Release } from '../programs/index.ts'
import type { HistoryVerbs, ReleaseNamed } from './history-process.ts'

const processesMost = 8
/** A process begins cold: that costs about as much as reading and trying 30,000 activities does. */
const activitiesEach = 50_000

/** Processes beside this one that keep parts of histories, each with connections of its own to the database. */
export function historyProcesses(databaseUrl: string): HistoryProcesses {
  return {
    most: Math.min(availableParallelism(), processesMost),
    activitiesEach,
    open: () => partIn(openChild(new URL('./history-process.ts', import.meta.url), { databaseUrl })),
  }
}

function partIn(child: Child): HistoryPart {
  function ask<Verb extends keyof HistoryVerbs>(
    verb: Verb,
    what: Parameters<HistoryVerbs[Verb]>[0],
    onDone: (done: number) => void,
  ) {
    return child.ask(verb, what, onDone) as ReturnType<HistoryVerbs[Verb]>
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
    close: () => child.close(),
  }
}

/** A release is functions, which no other process can be told: it finds or compiles the same one itself. */
function nameOf(release: Release): ReleaseNamed {
  return release.number === 0 ? { definitions: definitionsOf(release) } : { number: release.number }
}
