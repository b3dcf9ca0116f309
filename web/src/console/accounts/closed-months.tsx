import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { PeriodList } from '@perennial/contract'
import { IconLock } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { command } from '../../data/api.ts'
import { periodsQuery } from '../../data/wallet-queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Instant } from '../../ui/values.tsx'
import { useActorName } from '../actor-name.ts'
import { useProgram } from '../program.tsx'

/** Months whose accounts never change again, and the closing of the next one. */
export function ClosedMonths() {
  const t = useText()
  const { key } = useProgram()
  const periods = useQuery(periodsQuery(key))
  if (periods.isPending) return <Loading rows={2} height={64} />
  if (periods.error) return <Failure error={periods.error} retry={() => void periods.refetch()} />
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="months">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="md">
          <div>
            <Title order={2} size="h4" id="months">
              {t('months.title')}
            </Title>
            <Text c="dimmed" mt={4} maw="72ch">
              {t('months.text')}
            </Text>
          </div>
          {periods.data.next && <CloseMonth next={periods.data.next} />}
        </Group>
        {periods.data.periods.length > 0 && <Months periods={periods.data.periods} />}
      </Stack>
    </Paper>
  )
}

function CloseMonth({ next }: { next: NonNullable<PeriodList['next']> }) {
  const t = useText()
  const format = useFormat()
  const { key } = useProgram()
  const client = useQueryClient()
  const [isAsking, ask] = useDisclosure(false)
  const month = format.month(next.month)
  // Stays in the dialog until it is gone, though another month is next by then.
  const [asked, setAsked] = useState(next.month)
  function begin(): void {
    setAsked(next.month)
    ask.open()
  }
  async function run(idempotencyKey: string): Promise<void> {
    await command(['programs', key, 'periods', asked, 'close'], { body: {}, idempotencyKey })
    await Promise.all(
      ['periods', 'accounts'].map((each) => client.invalidateQueries({ queryKey: [each, key] })),
    )
  }
  if (!next.over) return <Text c="dimmed">{t('months.notOver', { month })}</Text>
  return (
    <>
      <Button leftSection={<IconLock size={18} />} aria-haspopup="dialog" onClick={begin}>
        {t('months.close', { month })}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        close={ask.close}
        title={t('months.close', { month: format.month(asked) })}
        action={t('months.close', { month: format.month(asked) })}
        isDangerous
        run={(_, idempotencyKey) => run(idempotencyKey)}
      >
        {t('months.sure', { month: format.month(asked) })}
      </ConfirmDialog>
    </>
  )
}

type Closed = PeriodList['periods'][number]

function Months({ periods }: { periods: readonly Closed[] }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useActorName()
  const columns: Column<Closed>[] = [
    { key: 'month', header: t('months.month'), cell: ({ month }) => format.month(month) },
    { key: 'at', header: t('months.closedAt'), cell: ({ closedAt }) => <Instant at={closedAt} /> },
    { key: 'by', header: t('months.closedBy'), cell: ({ closedBy }) => <bdi>{nameOf(closedBy)}</bdi> },
  ]
  return (
    <DataTable
      label={t('months.title')}
      columns={columns}
      rows={periods}
      rowKey={({ month }) => month}
      height="18rem"
      minWidth={420}
    />
  )
}
