import { Tooltip } from '@mantine/core'
import { useFormat } from './locale.tsx'

/** A number, amount or sign that keeps its own direction inside text of the other one. */
export function Num({ children, className }: { children: string; className?: string | undefined }) {
  return (
    <bdi dir="ltr" className={className ? `num ${className}` : 'num'}>
      {children}
    </bdi>
  )
}

/** Points won or lost: the sign says it, the colour repeats it. */
export function Change({ points }: { points: number }) {
  const format = useFormat()
  const color = points > 0 ? 'var(--gain)' : points < 0 ? 'var(--loss)' : 'var(--mantine-color-dimmed)'
  return (
    <span style={{ color, fontWeight: 600 }}>
      <Num>{format.signed(points)}</Num>
    </span>
  )
}

/** An identifier, code or key: left to right in every language. */
export function Code({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className="code">
      {children}
    </bdi>
  )
}

/** A time in the programme's zone; the tooltip has seconds and the zone. */
export function Instant({ at, withTime = true }: { at: string; withTime?: boolean }) {
  const format = useFormat()
  return (
    <Tooltip label={format.dateTimeZone(at)}>
      <time dateTime={at} className="when">
        {withTime ? format.dateTime(at) : format.date(at)}
      </time>
    </Tooltip>
  )
}
