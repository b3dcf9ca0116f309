import { Anchor, Text } from '@mantine/core'
import type { Statement } from '@perennial/contract'
import { getRouteApi } from '@tanstack/react-router'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Code, Instant, Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'
import { Signed } from './signed.tsx'

const route = getRouteApi('/$program/members/$member')

type Account = Statement['currencies'][number]
type Movement = Account['movements'][number]
/** A line of the statement: where it begins, what happened, where it ends. */
type Line =
  | { kind: 'opening' | 'closing'; day: string; balance: Account['opening'] }
  | { kind: 'movement'; movement: Movement }

interface TableProps {
  account: Account
  span: { from: string; to: string }
  currencies: Currencies
}

export function StatementTable({ account, span, currencies }: TableProps) {
  const t = useText()
  const format = useFormat()
  const { currency } = account
  const lines: Line[] = [
    { kind: 'opening', day: span.from, balance: account.opening },
    ...account.movements.map((movement): Line => ({ kind: 'movement', movement })),
    { kind: 'closing', day: span.to, balance: account.closing },
  ]
  const columns: Column<Line>[] = [
    {
      key: 'when',
      header: t('journal.when'),
      cell: (line) =>
        line.kind === 'movement' ? (
          <Instant at={line.movement.at} />
        ) : (
          <span className="when">{format.day(line.day)}</span>
        ),
    },
    {
      key: 'what',
      header: t('journal.reason'),
      cell: (line) => (line.kind === 'movement' ? <What movement={line.movement} /> : <Edge line={line} />),
    },
    {
      key: 'spendable',
      header: t('statement.spendable'),
      numeric: true,
      cell: (line) =>
        line.kind === 'movement' && (
          <Signed value={line.movement.availableChange} currency={currency} currencies={currencies} />
        ),
    },
    {
      key: 'change',
      header: t('journal.change'),
      numeric: true,
      cell: (line) =>
        line.kind === 'movement' && (
          <Signed value={line.movement.change} currency={currency} currencies={currencies} />
        ),
    },
    {
      key: 'total',
      header: t('statement.total'),
      numeric: true,
      cell: (line) => (
        <Text span fw={line.kind === 'movement' ? 400 : 650}>
          <Num>
            {currencies.amount(line.kind === 'movement' ? line.movement.total : line.balance.total, currency)}
          </Num>
        </Text>
      ),
    },
  ]
  return (
    <DataTable
      label={t('statement.label', { currency: `\u2068${currencies.name(currency)}\u2069` })}
      columns={columns}
      rows={lines}
      rowKey={(line, place) => `${place} ${line.kind}`}
      height="40rem"
      minWidth={720}
    />
  )
}

function Edge({ line }: { line: Exclude<Line, { kind: 'movement' }> }) {
  const t = useText()
  return (
    <Text span fw={650}>
      {line.kind === 'opening' ? t('statement.opening') : t('statement.closing')}
    </Text>
  )
}

/** What the product itself sends goes by ids that say nothing to people. */
const ownSources = new Set(['wallet', 'perennial'])

function What({ movement }: { movement: Movement }) {
  const t = useText()
  const navigate = route.useNavigate()
  const { activity } = movement
  return (
    <>
      <Anchor
        component="button"
        type="button"
        size="sm"
        ta="start"
        aria-haspopup="dialog"
        onClick={() => void navigate({ search: (before) => ({ ...before, activity }), resetScroll: false })}
      >
        {movement.cause}
      </Anchor>
      {movement.sourceId && !ownSources.has(movement.source ?? '') && (
        <Text span size="sm" c="dimmed" ms={8}>
          <Code>{movement.sourceId}</Code>
        </Text>
      )}
      {movement.note && (
        <Text size="sm" c="dimmed">
          <bdi>{movement.note}</bdi>
        </Text>
      )}
      {!movement.posted && (
        <Text size="sm" c="dimmed">
          {t('statement.unposted')}
        </Text>
      )}
    </>
  )
}
