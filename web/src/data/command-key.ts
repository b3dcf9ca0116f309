import { useRef } from 'react'
import { freshKey } from './fresh-key.ts'

/**
 * The idempotency key of what a form is about to send: the same one as long as the content stays the same, so that
 * sending it again after a lost answer does nothing twice; a fresh one for other content.
 */
export function useCommandKey(): (content: unknown) => string {
  const last = useRef({ content: '', key: '' })
  return (content) => {
    const text = JSON.stringify(content)
    if (last.current.key === '' || last.current.content !== text)
      last.current = { content: text, key: freshKey() }
    return last.current.key
  }
}
