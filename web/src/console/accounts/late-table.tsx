import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'
import { type CurrencyAccount, type Flow, flowsShown, signedFlow } from './account-lines.ts'

type Late = CurrencyAccount['late'][number]

/** What was posted for closed months after their closing: shown here, counted in the month that was open. */
export function LateTable({ account, currencies }: { account: CurrencyAccount; currencies: Currencies }) {
  const t = useText()
  const format = useFormat()
  const { currency, late } = account
  const shown = flowsShown(late).filter((flow) => late.some((row) => row[flow] !== 0))
  const columns: Column<Late>[] = [
    { key: 'effective', header: t('accounts.late.effective'), cell: (row) => format.day(row.effective) },
    { key: 'counted', header: t('accounts.late.counted'), cell: (row) => format.day(row.countedOn) },
    ...shown.map(
      (flow: Flow): Column<Late> => ({
        key: flow,
        header: t(`accounts.flow.${flow}`),
        numeric: true,
        cell: (row) => <Num>{currencies.signed(signedFlow(row, flow), currency)}</Num>,
      }),
    ),
  ]
  return (
    <DataTable
      label={t('accounts.late')}
      columns={columns}
      rows={late}
      rowKey={(row, place) => `${place} ${row.effective}`}
      height="24rem"
      minWidth={480}
    />
  )
}
