import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { overviewQuery } from '../../data/queries.ts'
import { segmentsQuery } from '../../data/segment-queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'

/** How many members a segment of the release in force has, and what part of all; nothing for one that is not published. */
export function SegmentSize({ segment }: { segment: string }) {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const segments = useQuery(segmentsQuery(program.key)).data
  const all = useQuery(overviewQuery(program.key, {})).data?.members
  const found = segments?.find(({ key }) => key === segment)
  if (found === undefined) return null
  const { members } = found
  if (members === null)
    return (
      <Text span size="sm" c="dimmed">
        {t('design.segment.uncounted')}
      </Text>
    )
  return (
    <Text span size="sm">
      {t('design.segment.size', { count: members, shown: format.number(members) })}
      {all !== undefined && all > 0 && members <= all && ` · ${format.percent(members / all)}`}
    </Text>
  )
}
