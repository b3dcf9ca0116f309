import { Anchor, Stack, Text } from '@mantine/core'
import type { JournalRow } from '@perennial/contract'
import { IconTimeline } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { journalQuery } from '../../data/queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useText, useTextOr } from '../../ui/locale.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Code, Instant, Num } from '../../ui/values.tsx'
import { useActivityName } from '../activity-name.ts'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { More } from './more.tsx'
import { Signed } from './signed.tsx'

const route = getRouteApi('/$program/members/$member')

interface JournalProps {
  member: string
  currencies: Currencies
  /** Whether the member has more than one currency, so that each row says which it is of. */
  severalCurrencies: boolean
}

/** Every movement of the member's points; nothing is ever changed here, only added. */
export function JournalTab({ member, currencies, severalCurrencies }: JournalProps) {
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
      <JournalTable rows={rows} currencies={currencies} severalCurrencies={severalCurrencies} />
      <More query={journal} />
    </Stack>
  )
}

type TableProps = Omit<JournalProps, 'member'> & { rows: readonly JournalRow[] }

function JournalTable({ rows, currencies, severalCurrencies }: TableProps) {
  const t = useText()
  const textOr = useTextOr()
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
      cell: (row) => <Num>{currencies.amount(row.amount, row.currency)}</Num>,
    },
    {
      key: 'change',
      header: t('journal.change'),
      numeric: true,
      cell: (row) => <Signed value={row.change} currency={row.currency} currencies={currencies} />,
    },
    {
      key: 'expires',
      header: t('journal.expires'),
      numeric: true,
      cell: (row) => (row.expiresAt ? <Instant at={row.expiresAt} withTime={false} /> : '—'),
    },
  ]
  const named: Column<JournalRow> = {
    key: 'currency',
    header: t('adjust.currency'),
    cell: (row) => <bdi>{currencies.name(row.currency)}</bdi>,
  }
  return (
    <DataTable
      label={t('member.tab.journal')}
      columns={severalCurrencies ? [...columns, named] : columns}
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
