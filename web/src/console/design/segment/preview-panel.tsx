import { Alert, Progress, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { SegmentPreview } from '@perennial/contract'
import { IconHourglass } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../../data/api.ts'
import { exactPreviewQuery, type SegmentCount, segmentPreviewQuery } from '../../../data/segment-queries.ts'
import { useFormat, useText } from '../../../ui/locale.tsx'
import { Refused } from '../../../ui/refused.tsx'
import { useProgram } from '../../program.tsx'
import { type Estimate, isOpen, roughly } from './roughly.ts'
import styles from './segment.module.css'
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
  const isRough = preview.data?.estimated === true && !preview.data.building
  const exact = useQuery({ ...exactPreviewQuery(program.key, asked), enabled: isRough && !isOld })
  if (when.trim() === '')
    return (
      <SegmentPanel title={t('segment.preview')}>
        <Text c="dimmed">{t('segment.without')}</Text>
      </SegmentPanel>
    )
  return (
    <SegmentPanel title={t('segment.preview')} isOld={isOld || preview.isPending || exact.isFetching}>
      {preview.error && !isOld && <NotCounted error={preview.error} />}
      {preview.data && !preview.error && <Counted preview={preview.data} exact={exact.data} isOld={isOld} />}
    </SegmentPanel>
  )
}

interface CountedProps {
  preview: SegmentCount
  /** The exact numbers, once they are there, or those of another condition; the people stay those that were shown first. */
  exact: SegmentCount | undefined
  isOld: boolean
}

function Counted({ preview, exact, isOld }: CountedProps) {
  const { members, of, estimated, margin } =
    preview.estimated && exact?.when === preview.when ? exact : preview
  return (
    <Stack gap="md" opacity={isOld ? 0.6 : 1}>
      {preview.building && <Building building={preview.building} />}
      <div>
        <Size members={members} of={of} {...(estimated && { margin })} />
        {preview.estimated && <Precision estimate={{ members, margin: estimated ? margin : 0 }} />}
      </div>
      <People people={preview.sample} />
    </Stack>
  )
}

/** How far to trust the number above: the line stays when the exact number comes, so that nothing below it moves. */
function Precision({ estimate }: { estimate: Estimate }) {
  const t = useText()
  const format = useFormat()
  const margin = t('segment.margin', { margin: format.number(roughly(estimate).margin) })
  const said = estimate.margin === 0 ? t('segment.exact') : isOpen(estimate) ? t('segment.open') : margin
  return <p className={styles.precision}>{said}</p>
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
