import { Button, Group, NativeSelect, Paper, Text, Title } from '@mantine/core'
import type { ReleaseView } from '@perennial/contract'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { comparisonQuery } from '../../data/release-queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { useProgram } from '../program.tsx'
import { Changes } from './changes.tsx'

const route = getRouteApi('/$program/releases')

interface ComparePanelProps {
  releases: readonly ReleaseView[]
  from: number
  to: number
}

/** Two releases against each other; the older one always stands as "before". */
export function ComparePanel({ releases, from, to }: ComparePanelProps) {
  const t = useText()
  const format = useFormat()
  const navigate = route.useNavigate()
  const program = useProgram()
  const span = { from: Math.min(from, to), to: Math.max(from, to) }
  const comparison = useQuery(comparisonQuery(program.key, span))
  const options = releases.map((release) => ({
    value: String(release.number),
    label: t('release.option', {
      number: format.number(release.number),
      date: format.date(release.effectiveAt),
    }),
  }))
  function show(next: { from?: string; to?: string }): void {
    void navigate({ search: { from: String(from), to: String(to), ...next }, replace: true })
  }
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="compare-title">
      <Group justify="space-between" align="flex-start">
        <Title order={2} size="h4" id="compare-title">
          {t('releases.compare')}
        </Title>
        <Button
          variant="subtle"
          leftSection={<IconX size={16} />}
          onClick={() => void navigate({ search: {} })}
        >
          {t('releases.compare.close')}
        </Button>
      </Group>
      <Group my="md" align="flex-end">
        <NativeSelect
          label={t('releases.before')}
          data={options}
          value={String(from)}
          onChange={(event) => show({ from: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('releases.after')}
          data={options}
          value={String(to)}
          onChange={(event) => show({ to: event.currentTarget.value })}
        />
      </Group>
      {comparison.isPending && <Loading rows={3} />}
      {comparison.error && <Failure error={comparison.error} retry={() => void comparison.refetch()} />}
      {comparison.data?.changes.length === 0 && <Text c="dimmed">{t('releases.same')}</Text>}
      {comparison.data && <Changes changes={comparison.data.changes} />}
    </Paper>
  )
}
