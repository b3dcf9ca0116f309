import { Badge, Text, Title } from '@mantine/core'
import type { ActivityRecord } from '@perennial/contract'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Code, Num } from '../../ui/values.tsx'
import { type LineLeft, lineAmountMinor, linesLeft } from './order-lines.ts'

/** What was in the order, and what of it came back. */
export function OrderContent({ record }: { record: ActivityRecord }) {
  const t = useText()
  const format = useFormat()
  const order = record.input.order
  if (!order) return null
  const rows = linesLeft(record)
  const columns: Column<LineLeft>[] = [
    {
      key: 'item',
      header: t('why.item'),
      cell: ({ line, left, returned }) => (
        <>
          <bdi>{line.name || line.sku}</bdi>{' '}
          {line.name && (
            <Text span size="sm" c="dimmed">
              <Code>{line.sku}</Code>
            </Text>
          )}
          {returned && left !== undefined && (
            <div>
              <Badge size="sm" variant="light" color="yellow" tt="none">
                {Number(left) === 0 ? t('why.allReturned') : t('why.left', { left: format.decimal(left) })}
              </Badge>
            </div>
          )}
        </>
      ),
    },
    {
      key: 'quantity',
      header: t('why.quantity'),
      numeric: true,
      cell: ({ line }) => <Num>{format.decimal(line.quantity)}</Num>,
    },
    {
      key: 'price',
      header: t('why.price'),
      numeric: true,
      cell: ({ line }) => <Num>{format.price(line.unitPrice, order.currency)}</Num>,
    },
    {
      key: 'amount',
      header: t('orders.amount'),
      numeric: true,
      cell: ({ line }) => <Num>{format.money(lineAmountMinor(line, order.currency), order.currency)}</Num>,
    },
  ]
  return (
    <section aria-labelledby="why-order">
      <Title order={3} size="h5" id="why-order" mb="xs">
        {t('why.content')}
      </Title>
      <DataTable
        label={t('why.content')}
        columns={columns}
        rows={rows}
        rowKey={({ line }) => line.lineId}
        minWidth={420}
      />
    </section>
  )
}
