import { Anchor, Stack, Text } from '@mantine/core'
import type { JournalRow } from '@perennial/contract'
import { IconTimeline } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { journalQuery } from '../../data/queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText, useTextOr } from '../../ui/locale.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Change, Code, Instant, Num } from '../../ui/values.tsx'
import { useActivityName } from '../activity-name.ts'
import { useProgram } from '../program.tsx'
import { More } from './more.tsx'

const route = getRouteApi('/$program/members/$member')

/** Every movement of the member's points; nothing is ever changed here, only added. */
export function JournalTab({ member }: { member: string }) {
  const t = useText()
  const program = useProgram()
  const journal = useInfiniteQuery(journalQuery({ program: program.key, member }))
  if (journal.isPending) return <Loading />
  if (journal.error) return <Failure error={journal.error} retry={() => void journal.refetch()} />
  const rows = journal.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) {
    return (
      <Empty icon={<IconTimeline size={28} />} title={t('journal.empty.title')}>
        {t('journal.empty.text')}
      </Empty>
    )
  }
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {t('journal.note')}
      </Text>
      <JournalTable rows={rows} />
      <More query={journal} />
    </Stack>
  )
}

function JournalTable({ rows }: { rows: readonly JournalRow[] }) {
  const t = useText()
  const textOr = useTextOr()
  const format = useFormat()
  const columns: Column<JournalRow>[] = [
    { key: 'when', header: t('journal.when'), cell: (row) => <Instant at={row.effectiveAt} /> },
    {
      key: 'reason',
      header: t('journal.reason'),
      cell: (row) => (
        <Text span fw={600}>
          {textOr(`reason.${row.reason}`, row.reason)}
        </Text>
      ),
    },
    { key: 'rule', header: t('journal.rule'), cell: (row) => (row.rule ? <Code>{row.rule}</Code> : '—') },
    { key: 'origin', header: t('journal.origin'), cell: (row) => <Origin row={row} /> },
    {
      key: 'moved',
      header: t('journal.moved'),
      numeric: true,
      cell: (row) => <Num>{format.number(row.amount)}</Num>,
    },
    {
      key: 'change',
      header: t('journal.change'),
      numeric: true,
      cell: (row) => <Change points={row.change} />,
    },
    {
      key: 'expires',
      header: t('journal.expires'),
      numeric: true,
      cell: (row) => (row.expiresAt ? <Instant at={row.expiresAt} withTime={false} /> : '—'),
    },
  ]
  return (
    <DataTable
      label={t('member.tab.journal')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.currency} ${row.seq}`}
      height="34rem"
      minWidth={860}
    />
  )
}

function Origin({ row }: { row: JournalRow }) {
  const nameOf = useActivityName()
  const navigate = route.useNavigate()
  const { activity, activityType } = row
  if (!activity) return '—'
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      onClick={() => void navigate({ search: (before) => ({ ...before, activity }), resetScroll: false })}
    >
      {activityType ? nameOf(activityType) : activity}
    </Anchor>
  )
}
