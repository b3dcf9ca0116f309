import type { ReactNode } from 'react'
import { Num } from '../../ui/values.tsx'
import styles from './member.module.css'

/** Small lines of name and value under a number. */
export function Facts({ children }: { children: ReactNode }) {
  return Array.isArray(children) && !children.some(Boolean) ? null : (
    <dl className={styles.facts}>{children}</dl>
  )
}

/** A number keeps its own direction; a date is text of the language. */
export function Fact({ name, value, text = false }: { name: string; value: string; text?: boolean }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text ? value : <Num>{value}</Num>}</dd>
    </>
  )
}
