import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { segmentMembersQuery, segmentsQuery } from '../../../data/segment-queries.ts'
import { useText } from '../../../ui/locale.tsx'
import { useProgram } from '../../program.tsx'
import { People, SegmentPanel, Size } from './segment-panel.tsx'

/** Who is on a list that is kept by hand: it exists from its first release on. */
export function ListPanel() {
  const t = useText()
  const program = useProgram()
  const { key = '' } = useParams({ strict: false })
  const known = useQuery(segmentsQuery(program.key))
  const list = known.data?.find((each) => each.key === key && each.mode === 'fixed')
  const people = useQuery({ ...segmentMembersQuery(program.key, key), enabled: list !== undefined })
  return (
    <SegmentPanel title={t('segment.list')} isOld={known.isPending}>
      <Stack gap="md">
        {list && <Size members={list.members ?? 0} />}
        {people.data && <People people={people.data.members} />}
        {!known.isPending && (
          <Text size="sm" c="dimmed">
            {list ? t('segment.list.text') : t('segment.list.draft')}
          </Text>
        )}
      </Stack>
    </SegmentPanel>
  )
}
