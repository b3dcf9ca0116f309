import type { ProgramView } from '@perennial/contract'
import { createContext, type ReactNode, useContext, useMemo } from 'react'

interface CurrentProgram {
  key: string
  timeZone: string
  /** ISO 4217 currency of its orders; null before the first release. */
  currency: string | null
}

const ProgramContext = createContext<CurrentProgram>({ key: '', timeZone: 'UTC', currency: null })

/** The programme of the page. An unknown key is passed on: the API's answer says what is wrong with it. */
export function ProgramProvider(props: {
  programKey: string
  view: ProgramView | undefined
  children: ReactNode
}) {
  const { programKey, view, children } = props
  const current = useMemo(
    () => ({ key: programKey, timeZone: view?.timeZone ?? 'UTC', currency: view?.currency ?? null }),
    [programKey, view],
  )
  return <ProgramContext.Provider value={current}>{children}</ProgramContext.Provider>
}

export function useProgram(): CurrentProgram {
  return useContext(ProgramContext)
}
