import { type RefObject, useEffect, useRef } from 'react'

/**
 * Moves the focus to what a change has drawn, or to what is left where it took something away: without it, whoever works
 * with the keyboard alone stands nowhere. `focusNext` takes a selector inside the container.
 */
export function useFocusNext(): {
  container: RefObject<HTMLDivElement | null>
  focusNext(selector: string): void
} {
  const container = useRef<HTMLDivElement>(null)
  const wanted = useRef<string>(undefined)
  useEffect(() => {
    if (wanted.current === undefined) return
    const found = container.current?.querySelector<HTMLElement>(wanted.current)
    if (found == null) return
    wanted.current = undefined
    found.focus()
  })
  return {
    container,
    focusNext: (selector) => {
      wanted.current = selector
    },
  }
}
