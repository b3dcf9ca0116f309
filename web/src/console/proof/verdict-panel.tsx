import { Anchor, Button, Group, Paper, Progress, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { ProofView, VerifyReport } from '@perennial/contract'
import { IconAlertTriangle, IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Code, Instant, Num } from '../../ui/values.tsx'
import { useProgram } from '../program.tsx'

interface VerdictProps {
  proof: ProofView
  isRunning: boolean
  verify: () => void
}

/** What the last verification said, what of it does not add up, and a button to ask again. */
export function VerdictPanel({ proof, isRunning, verify }: VerdictProps) {
  const t = useText()
  const format = useFormat()
  const [last] = proof.runs
  const report = last?.report
  const rows = report?.checked['journal rows'] ?? 0
  const seconds = format.decimal(((report?.durationMs ?? 0) / 1000).toFixed(1))
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="verdict">
      <Group justify="space-between" align="flex-start" gap="md">
        <Group gap="md" align="flex-start" wrap="nowrap">
          <VerdictIcon report={report} />
          <div>
            <Title order={2} size="h3" id="verdict">
              {report === undefined
                ? t('proof.never.title')
                : report.clean
                  ? t('proof.clean')
                  : t('proof.broken')}
            </Title>
            <Text c="dimmed" mt={4} component="div">
              {last === undefined ? (
                t('proof.never.text')
              ) : (
                <>
                  <Instant at={last.finishedAt} /> ·{' '}
                  {t('proof.checked', { count: rows, shown: format.number(rows), seconds })}
                </>
              )}
            </Text>
          </div>
        </Group>
        <Button onClick={verify} disabled={isRunning}>
          {isRunning ? t('proof.running') : t('proof.verify')}
        </Button>
      </Group>
      {isRunning && <Running running={proof.running} />}
      {report !== undefined && !report.clean && <Breaks breaks={report.breaks} />}
    </Paper>
  )
}

function VerdictIcon({ report }: { report: VerifyReport | undefined }) {
  const color = report === undefined ? 'gray' : report.clean ? 'fern' : 'red'
  return (
    <ThemeIcon size={48} radius="xl" variant="light" color={color} aria-hidden>
      {report === undefined && <IconShieldQuestion size={26} />}
      {report?.clean === true && <IconShieldCheck size={26} />}
      {report?.clean === false && <IconAlertTriangle size={26} />}
    </ThemeIcon>
  )
}

function Running({ running }: { running: ProofView['running'] }) {
  const t = useText()
  const format = useFormat()
  const share = running === null ? 0 : (100 * running.done) / running.of
  return (
    <Stack gap={6} mt="lg" role="status">
      <Progress value={share} aria-label={t('proof.running')} />
      {running !== null && (
        <Text size="sm" c="dimmed">
          {t('proof.step', { done: format.number(running.done + 1), of: format.number(running.of) })}
          {': '}
          <bdi lang="en">{running.step}</bdi>
        </Text>
      )}
    </Stack>
  )
}

type Break = VerifyReport['breaks'][number]

function Breaks({ breaks }: { breaks: readonly Break[] }) {
  const t = useText()
  const format = useFormat()
  const { key: program } = useProgram()
  const columns: Column<Break>[] = [
    { key: 'check', header: t('proof.check'), cell: (row) => <bdi lang="en">{row.check}</bdi> },
    {
      key: 'owner',
      header: t('proof.owner'),
      cell: ({ owner }) =>
        owner === null ? (
          t('proof.ofProgram')
        ) : (
          <Anchor
            renderRoot={(props) => (
              <Link to="/$program/members/$member" params={{ program, member: owner }} {...props} />
            )}
          >
            <Code>{owner}</Code>
          </Anchor>
        ),
    },
    {
      key: 'currency',
      header: t('proof.currency'),
      cell: ({ currency }) => currency !== null && <Code>{currency}</Code>,
    },
    {
      key: 'row',
      header: t('proof.row'),
      numeric: true,
      cell: ({ row }) => row !== null && <Num>{format.number(row)}</Num>,
    },
    { key: 'detail', header: t('proof.detail'), cell: (row) => <bdi lang="en">{row.detail}</bdi> },
  ]
  return (
    <Stack gap="sm" mt="lg">
      <Title order={3} size="h4">
        {t('proof.breaks')}
      </Title>
      <DataTable
        label={t('proof.breaks')}
        columns={columns}
        rows={breaks}
        rowKey={(row, place) => `${place}/${row.check}`}
        height="60vh"
        minWidth={860}
      />
    </Stack>
  )
}
