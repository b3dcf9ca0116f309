import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import type { ActivityRecord } from '@perennial/contract'
import { IconReceipt } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { activitiesQuery } from '../../data/queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Change, Code, Instant, Num } from '../../ui/values.tsx'
import { useActivityName } from '../activity-name.ts'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { commandOf, isCommand } from '../why/command.ts'
import { changeOf, orderAmountMinor } from '../why/order-lines.ts'
import { More } from './more.tsx'
import { Signed } from './signed.tsx'

const route = getRouteApi('/$program/members/$member')

/** What the member did, newest first; each row answers why. */
export function OrdersTab({ member, currencies }: { member: string; currencies: Currencies }) {
  const t = useText()
  const program = useProgram()
  const activities = useInfiniteQuery(activitiesQuery({ program: program.key, member }))
  if (activities.isPending) return <Loading />
  if (activities.error) return <Failure error={activities.error} retry={() => void activities.refetch()} />
  const rows = activities.data.pages.flatMap((page) => page.activities)
  if (rows.length === 0) {
    return (
      <Empty icon={<IconReceipt size={28} />} title={t('orders.empty.title')}>
        {t('orders.empty.text')}
      </Empty>
    )
  }
  return (
    <Stack gap="md">
      <OrdersTable rows={rows} currencies={currencies} />
      <More query={activities} />
    </Stack>
  )
}

interface TableProps {
  rows: readonly ActivityRecord[]
  currencies: Currencies
}

function OrdersTable({ rows, currencies }: TableProps) {
  const t = useText()
  const nameOf = useActivityName()
  const navigate = route.useNavigate()
  function open(record: ActivityRecord): void {
    void navigate({ search: (before) => ({ ...before, activity: record.activity }), resetScroll: false })
  }
  const columns: Column<ActivityRecord>[] = [
    { key: 'what', header: t('orders.what'), cell: (record) => <What record={record} /> },
    { key: 'when', header: t('orders.when'), cell: (record) => <Instant at={record.occurredAt} /> },
    { key: 'items', header: t('orders.items'), numeric: true, cell: (record) => <Items record={record} /> },
    {
      key: 'amount',
      header: t('orders.amount'),
      numeric: true,
      cell: (record) => <Amount record={record} />,
    },
    {
      key: 'points',
      header: t('orders.points'),
      numeric: true,
      cell: (record) => <Points record={record} currencies={currencies} />,
    },
    {
      key: 'why',
      header: t('orders.why.header'),
      numeric: true,
      cell: (record) => (
        <Button
          size="compact-sm"
          variant="light"
          aria-haspopup="dialog"
          aria-label={t('orders.why.label', {
            order: `\u2068${codeOf(record) ?? nameOf(record.type)}\u2069`,
          })}
          onClick={(event) => {
            event.stopPropagation()
            open(record)
          }}
        >
          {t('orders.why')}
        </Button>
      ),
    },
  ]
  return (
    <DataTable
      label={t('member.tab.orders')}
      columns={columns}
      rows={rows}
      rowKey={(record) => record.activity}
      onOpen={open}
      height="34rem"
    />
  )
}

/** What the sender calls it; a command goes by what it was for. Ids of what the product itself sends say nothing. */
function codeOf(record: ActivityRecord): string | undefined {
  if (isCommand(record)) return commandOf(record)?.reference
  return record.source === 'perennial' ? undefined : record.sourceId
}

/** A command tells each currency; everything else is in one kind of points. */
function Points({ record, currencies }: { record: ActivityRecord; currencies: Currencies }) {
  if (!isCommand(record)) return <Change points={changeOf(record.effects)} />
  const told = record.effects.filter((effect) => effect.kind === 'value')
  if (told.length === 0) return <Change points={0} />
  return told.map((effect) => (
    <div key={effect.currency}>
      <Signed value={effect.amount ?? 0} currency={effect.currency ?? ''} currencies={currencies} />
    </div>
  ))
}

function What({ record }: { record: ActivityRecord }) {
  const t = useText()
  const code = codeOf(record)
  const nameOf = useActivityName()
  return (
    <Group gap="xs" wrap="nowrap" align="baseline">
      <Text span fw={600}>
        {nameOf(record.type)}
      </Text>
      {code && <Code>{code}</Code>}
      {record.status === 'parked' && (
        <Badge size="sm" variant="default" title={t('orders.parked.text')}>
          {t('orders.parked')}
        </Badge>
      )}
    </Group>
  )
}

function Items({ record }: { record: ActivityRecord }) {
  const format = useFormat()
  const count = record.input.order?.lines.length ?? record.input.return?.lines?.length
  return count === undefined ? '—' : <Num>{format.number(count)}</Num>
}

function Amount({ record }: { record: ActivityRecord }) {
  const format = useFormat()
  const order = record.input.order
  if (!order) return '—'
  return <Num>{format.money(orderAmountMinor(order), order.currency)}</Num>
}
