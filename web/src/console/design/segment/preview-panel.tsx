import { Alert, Progress, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { SegmentPreview } from '@perennial/contract'
import { IconHourglass } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../../data/api.ts'
import { segmentPreviewQuery } from '../../../data/segment-queries.ts'
import { useFormat, useText } from '../../../ui/locale.tsx'
import { Refused } from '../../../ui/refused.tsx'
import { useProgram } from '../../program.tsx'
import { People, SegmentPanel, Size } from './segment-panel.tsx'

/** As long as somebody types, nobody counts. */
const pauseMs = 600

/** Who meets the condition as it stands in the form: how many, of how many, and some of them. */
export function PreviewPanel({ when }: { when: string }) {
  const t = useText()
  const program = useProgram()
  const [asked] = useDebouncedValue(when.trim(), pauseMs)
  const preview = useQuery({ ...segmentPreviewQuery(program.key, asked), enabled: asked !== '' })
  const isOld = asked !== when.trim() || preview.isPlaceholderData
  if (when.trim() === '')
    return (
      <SegmentPanel title={t('segment.preview')}>
        <Text c="dimmed">{t('segment.without')}</Text>
      </SegmentPanel>
    )
  return (
    <SegmentPanel title={t('segment.preview')} isOld={isOld || preview.isPending}>
      {preview.error && !isOld && <NotCounted error={preview.error} />}
      {preview.data && !preview.error && <Counted preview={preview.data} isOld={isOld} />}
    </SegmentPanel>
  )
}

function Counted({ preview, isOld }: { preview: SegmentPreview; isOld: boolean }) {
  const { members, of, sample, building } = preview
  return (
    <Stack gap="md" opacity={isOld ? 0.6 : 1}>
      {building && <Building building={building} />}
      <Size members={members} of={of} />
      <People people={sample} />
    </Stack>
  )
}

/** What the condition reads is counted by a job first; until then the numbers grow. */
function Building({ building }: { building: NonNullable<SegmentPreview['building']> }) {
  const t = useText()
  const format = useFormat()
  const { done, of } = building
  const share = of === 0 ? 0 : Math.min(1, done / of)
  return (
    <Alert color="yellow" radius="md" role="status" icon={<IconHourglass size={20} aria-hidden />}>
      <Text size="sm" mb="xs">
        {t('segment.building', { done: format.number(done), of: format.number(of) })}
      </Text>
      <Progress value={share * 100} aria-label={t('segment.building.label')} />
    </Alert>
  )
}

function NotCounted({ error }: { error: Error }) {
  const t = useText()
  if (error instanceof ApiError && error.code === 'program_unpublished')
    return <Text c="dimmed">{t('segment.unpublished')}</Text>
  // What exactly is wrong stands at the field.
  if (error instanceof ApiError && error.status === 422) return <Text c="dimmed">{t('segment.wrong')}</Text>
  return <Refused error={error} />
}
