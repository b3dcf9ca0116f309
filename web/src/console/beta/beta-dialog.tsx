import { MultiSelect, NativeSelect, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { BetaAudience } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { membersQuery } from '../../data/queries.ts'
import { segmentsQuery } from '../../data/segment-queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useText } from '../../ui/locale.tsx'
import { NumberField } from '../design/form/number-field.tsx'
import { useProgram } from '../program.tsx'
import { useAudienceCount } from './audience.tsx'

const ways = ['percent', 'segments', 'members'] as const
type Way = (typeof ways)[number]

interface BetaDialogProps {
  opened: boolean
  close: () => void
  begin: (audience: BetaAudience) => Promise<unknown>
}

/** Asks who gets a proposal before everyone, and says how many that are. */
export function BetaDialog({ opened, close, begin }: BetaDialogProps) {
  const t = useText()
  const count = useAudienceCount()
  const [way, setWay] = useState<Way>('percent')
  const [percent, setPercent] = useState<number | undefined>(10)
  const [segments, setSegments] = useState<string[]>([])
  const [members, setMembers] = useState<string[]>([])
  const [isTried, setTried] = useState(false)
  const audience = audienceOf({ way, percent, segments, members })
  const fault = isTried && audience === undefined
  function isReady(): boolean {
    setTried(true)
    return audience !== undefined
  }
  return (
    <ConfirmDialog
      opened={opened}
      close={close}
      title={t('beta.title')}
      action={t('beta.start')}
      isReady={isReady}
      run={async () => audience && begin(audience)}
    >
      <Stack gap="md">
        <Text>{t('beta.text')}</Text>
        <NativeSelect
          label={t('beta.way')}
          value={way}
          data={[
            { value: 'percent', label: t('beta.way.percent') },
            { value: 'segments', label: t('beta.way.segments') },
            { value: 'members', label: t('beta.way.members') },
          ]}
          onChange={(event) => setWay(ways.find((each) => each === event.currentTarget.value) ?? 'percent')}
        />
        {way === 'percent' && (
          <NumberField
            label={t('beta.percent')}
            description={t('beta.percent.text')}
            isRequired
            measure={{ scale: 0, unit: undefined }}
            currency={null}
            value={percent}
            error={audience === undefined ? t('beta.percent.range') : undefined}
            onChange={setPercent}
          />
        )}
        {way === 'segments' && <SegmentsField value={segments} onChange={setSegments} isMissing={fault} />}
        {way === 'members' && <MembersField value={members} onChange={setMembers} isMissing={fault} />}
        <Text fw={600} role="status">
          {audience && count(audience)}
        </Text>
      </Stack>
    </ConfirmDialog>
  )
}

/** What was chosen, where it is whole. */
function audienceOf(chosen: {
  way: Way
  percent: number | undefined
  segments: string[]
  members: string[]
}): BetaAudience | undefined {
  const { way, percent = 0, segments, members } = chosen
  if (way === 'percent') return percent >= 1 && percent <= 99 ? { percent } : undefined
  if (way === 'segments') return segments.length > 0 ? { segments } : undefined
  return members.length > 0 ? { members } : undefined
}

interface FieldProps {
  value: string[]
  onChange: (value: string[]) => void
  isMissing: boolean
}

function SegmentsField({ value, onChange, isMissing }: FieldProps) {
  const t = useText()
  const program = useProgram()
  const segments = useQuery(segmentsQuery(program.key)).data ?? []
  return (
    <MultiSelect
      label={t('beta.segments')}
      description={segments.length === 0 ? t('beta.segments.none') : t('beta.segments.text')}
      required
      data={segments.map(({ key, name }) => ({ value: key, label: name }))}
      value={value}
      error={isMissing ? t('beta.segments.missing') : undefined}
      onChange={onChange}
    />
  )
}

const pauseMs = 300

function MembersField({ value, onChange, isMissing }: FieldProps) {
  const t = useText()
  const program = useProgram()
  const [typed, setTyped] = useState('')
  const [query] = useDebouncedValue(typed, pauseMs)
  const found = useQuery(membersQuery(program.key, { query, cursor: undefined })).data?.members ?? []
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const shown = new Map(names)
  for (const { id, name, externalId, email } of found) shown.set(id, name ?? externalId ?? email ?? id)
  const isFound = (id: string) => value.includes(id) || found.some((each) => each.id === id)
  function choose(next: string[]): void {
    setNames(shown)
    onChange(next)
  }
  return (
    <MultiSelect
      label={t('beta.members')}
      description={t('beta.members.text')}
      required
      searchable
      data={[...shown].map(([id, label]) => ({ value: id, label }))}
      // The API has searched already, by more than the name.
      filter={({ options }) => options.filter((each) => 'value' in each && isFound(each.value))}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t('beta.members.none')}
      value={value}
      error={isMissing ? t('beta.members.missing') : undefined}
      onChange={choose}
    />
  )
}
