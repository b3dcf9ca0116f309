import { Badge, Stack, Text } from '@mantine/core'
import type { Lot } from '@perennial/contract'
import { IconPackage } from '@tabler/icons-react'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useText, useTextOr } from '../../ui/locale.tsx'
import { Empty } from '../../ui/states.tsx'
import { Code, Instant, Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'

const tones: Record<Lot['state'], string> = {
  active: 'fern',
  pending: 'yellow',
  spent: 'gray',
  expired: 'gray',
}

interface LotsProps {
  lots: readonly Lot[]
  currencies: Currencies
  /** Whether the member has more than one currency, so that each batch says which it is of. */
  severalCurrencies: boolean
}

/** The batches that the balance is made of, each with its own dates. */
export function LotsTab({ lots, currencies, severalCurrencies }: LotsProps) {
  const t = useText()
  if (lots.length === 0) {
    return (
      <Empty icon={<IconPackage size={28} />} title={t('lots.empty.title')}>
        {t('lots.empty.text')}
      </Empty>
    )
  }
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {t('lots.note')}
      </Text>
      <LotsTable lots={lots} currencies={currencies} severalCurrencies={severalCurrencies} />
    </Stack>
  )
}

function LotsTable({ lots, currencies, severalCurrencies }: LotsProps) {
  const t = useText()
  const columns: Column<Lot>[] = [
    {
      key: 'earned',
      header: t('lots.earned'),
      cell: (lot) => <Instant at={lot.earnedAt} withTime={false} />,
    },
    {
      key: 'state',
      header: t('lots.state'),
      cell: (lot) => (
        <Badge
          variant={lot.state === 'active' || lot.state === 'pending' ? 'light' : 'default'}
          color={tones[lot.state]}
          tt="none"
        >
          {t(`lots.state.${lot.state}`)}
        </Badge>
      ),
    },
    { key: 'reason', header: t('lots.reason'), cell: (lot) => <Origin lot={lot} /> },
    {
      key: 'available',
      header: t('lots.available'),
      cell: (lot) => <Spendable lot={lot} />,
    },
    {
      key: 'expires',
      header: t('lots.expires'),
      cell: (lot) => (lot.expiresAt ? <Instant at={lot.expiresAt} withTime={false} /> : t('lots.never')),
    },
    {
      key: 'amount',
      header: t('lots.amount'),
      numeric: true,
      cell: (lot) => <Num>{currencies.amount(lot.amount, lot.currency)}</Num>,
    },
    {
      key: 'held',
      header: t('lots.held'),
      numeric: true,
      cell: (lot) => (lot.held > 0 ? <Num>{currencies.amount(lot.held, lot.currency)}</Num> : '—'),
    },
    {
      key: 'remaining',
      header: t('lots.remaining'),
      numeric: true,
      cell: (lot) => (
        <Text span fw={650}>
          <Num>{currencies.amount(lot.remaining, lot.currency)}</Num>
        </Text>
      ),
    },
  ]
  const named: Column<Lot> = {
    key: 'currency',
    header: t('adjust.currency'),
    cell: (lot) => <bdi>{currencies.name(lot.currency)}</bdi>,
  }
  return (
    <DataTable
      label={t('member.tab.lots')}
      columns={severalCurrencies ? [named, ...columns] : columns}
      rows={lots}
      rowKey={(lot) => `${lot.currency} ${lot.seq}`}
      height="34rem"
      minWidth={860}
    />
  )
}

/** Why it was credited, and by which rule. */
function Origin({ lot }: { lot: Lot }) {
  const textOr = useTextOr()
  return (
    <>
      {textOr(`reason.${lot.reason}`, lot.reason)}
      {lot.rule && (
        <Text size="sm" c="dimmed">
          <Code>{lot.rule}</Code>
        </Text>
      )}
    </>
  )
}

/** What waits for no date waits for its order. */
function Spendable({ lot }: { lot: Lot }) {
  const t = useText()
  if (lot.availableAt) return <Instant at={lot.availableAt} withTime={false} />
  return lot.state === 'pending' ? t('lots.fulfilment') : t('lots.atOnce')
}
