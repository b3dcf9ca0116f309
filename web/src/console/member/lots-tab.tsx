import { Badge, Stack, Text } from '@mantine/core'
import type { Lot } from '@perennial/contract'
import { IconPackage } from '@tabler/icons-react'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Empty } from '../../ui/states.tsx'
import { Code, Instant, Num } from '../../ui/values.tsx'

const tones: Record<Lot['state'], string> = {
  active: 'fern',
  pending: 'yellow',
  spent: 'gray',
  expired: 'gray',
}

/** The batches that the balance is made of, each with its own dates. */
export function LotsTab({ lots }: { lots: readonly Lot[] }) {
  const t = useText()
  const format = useFormat()
  if (lots.length === 0) {
    return (
      <Empty icon={<IconPackage size={28} />} title={t('lots.empty.title')}>
        {t('lots.empty.text')}
      </Empty>
    )
  }
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
    { key: 'rule', header: t('journal.rule'), cell: (lot) => (lot.rule ? <Code>{lot.rule}</Code> : '—') },
    {
      key: 'available',
      header: t('lots.available'),
      cell: (lot) => (lot.availableAt ? <Instant at={lot.availableAt} withTime={false} /> : t('lots.atOnce')),
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
      cell: (lot) => <Num>{format.number(lot.amount)}</Num>,
    },
    {
      key: 'remaining',
      header: t('lots.remaining'),
      numeric: true,
      cell: (lot) => (
        <Text span fw={650}>
          <Num>{format.number(lot.remaining)}</Num>
        </Text>
      ),
    },
  ]
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {t('lots.note')}
      </Text>
      <DataTable
        label={t('member.tab.lots')}
        columns={columns}
        rows={lots}
        rowKey={(lot) => `${lot.currency} ${lot.seq}`}
        height="34rem"
        minWidth={800}
      />
    </Stack>
  )
}
