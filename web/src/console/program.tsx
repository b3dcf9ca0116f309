import type { ProgramView } from '@perennial/contract'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { clockOf } from './clock.ts'

interface CurrentProgram {
  key: string
  timeZone: string
  /** By its clock, as it was last read; undefined while it is not known. */
  now: string | undefined
  /** The instant by its clock, which runs on since it was read. */
  clock: () => string
  /** ISO 4217 currency of its orders; null before the first release. */
  currency: string | null
  /** In force; 0 before the first one. */
  release: number
  /** Whether somebody else has to approve what is published. */
  fourEyes: boolean
}

const ProgramContext = createContext<CurrentProgram>(currentOf('', undefined))

/** The programme of the page. An unknown key is passed on: the API's answer says what is wrong with it. */
export function ProgramProvider(props: {
  programKey: string
  view: ProgramView | undefined
  children: ReactNode
}) {
  const { programKey, view, children } = props
  const current = useMemo(() => currentOf(programKey, view), [programKey, view])
  return <ProgramContext.Provider value={current}>{children}</ProgramContext.Provider>
}

function currentOf(key: string, view: ProgramView | undefined): CurrentProgram {
  const { timeZone, now, currency = null, release, fourEyes = false } = view ?? {}
  const clock = clockOf(view, Date.now())
  return { key, timeZone: timeZone ?? 'UTC', now, clock, currency, release: release ?? 0, fourEyes }
}

export function useProgram(): CurrentProgram {
  return useContext(ProgramContext)
}
