import { Alert, Stack, Text } from '@mantine/core'
import type { BackTestChange, BackTestResult } from '@perennial/contract'
import { IconInfoCircle } from '@tabler/icons-react'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { type Formatter, minorToDecimal } from '../../ui/format.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import styles from './publish.module.css'

interface Line {
  key: string
  name: string
  before: string
  after: string
}

/** What the drafts would have meant: who, how many, what it costs, and what would be owed. */
export function BackTestResultPanel({ result }: { result: BackTestResult }) {
  const t = useText()
  if (result.activities > 0) return <Numbers result={result} />
  return (
    <Alert color="gray" radius="md" icon={<IconInfoCircle size={20} aria-hidden />}>
      {t('backTest.nothing')}
    </Alert>
  )
}

function Numbers({ result }: { result: BackTestResult }) {
  const t = useText()
  const format = useFormat()
  const lines = useLines(result)
  const columns: Column<Line>[] = [
    { key: 'name', header: t('change.field'), cell: (line) => line.name },
    {
      key: 'before',
      header: t('backTest.before'),
      numeric: true,
      cell: (line) => <Num>{line.before}</Num>,
    },
    {
      key: 'after',
      header: t('backTest.after'),
      numeric: true,
      cell: (line) => <Num className={styles.after}>{line.after}</Num>,
    },
  ]
  return (
    <Stack gap="md">
      <Text fw={600}>
        {t('backTest.window', {
          from: format.day(result.from),
          to: format.day(result.to),
          members: format.number(result.members),
          orders: format.number(result.orders),
        })}
      </Text>
      {result.change && <Who change={result.change} />}
      <DataTable
        label={t('backTest.numbers')}
        columns={columns}
        rows={lines}
        rowKey={(line) => line.key}
        minWidth={380}
      />
      {result.change && result.change.deciles.length > 0 && (
        <Deciles change={result.change} money={result.money} />
      )}
      {result.leaned.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('backTest.leaned')} <bdi dir="ltr">{result.leaned.map(({ fact }) => fact).join(', ')}</bdi>
        </Text>
      )}
    </Stack>
  )
}

function useLines({ tested, compared, money }: BackTestResult): Line[] {
  const t = useText()
  const format = useFormat()
  const amount = (minor: number | undefined) => (minor === undefined ? '–' : format.money(minor, money))
  const share = (e4: number | null | undefined) => (e4 == null ? '–' : format.percent(e4 / 10_000))
  const orders = (run: typeof compared) =>
    run?.firstReward?.orders == null ? '–' : format.number(run.firstReward.orders)
  const lines = [
    {
      key: 'cost',
      name: t('backTest.cost'),
      before: amount(compared?.costMinor),
      after: amount(tested.costMinor),
    },
    {
      key: 'liability',
      name: t('backTest.liability'),
      before: amount(compared?.liabilityMinor),
      after: amount(tested.liabilityMinor),
    },
    {
      key: 'give-back',
      name: t('backTest.giveBack'),
      before: share(compared?.giveBackE4),
      after: share(tested.giveBackE4),
    },
    {
      key: 'first-reward',
      name: t('backTest.firstReward'),
      before: orders(compared),
      after: orders(tested),
    },
  ]
  const capped = (run: typeof compared) =>
    run === null ? '–' : format.number(run.rules.reduce((sum, rule) => sum + rule.capped + rule.budgeted, 0))
  return [
    ...lines.filter(({ before, after }) => before !== '–' || after !== '–'),
    { key: 'capped', name: t('backTest.capped'), before: capped(compared), after: capped(tested) },
  ]
}

function Who({ change }: { change: BackTestChange }) {
  const t = useText()
  const format = useFormat()
  const moves = change.ladders.filter(({ up, down }) => up + down > 0)
  return (
    <div className={styles.who}>
      <div>
        <strong>{format.number(change.winners)}</strong> {t('backTest.winners')}
      </div>
      <div>
        <strong>{format.number(change.losers)}</strong> {t('backTest.losers')}
      </div>
      <div>
        <strong>{format.number(change.same)}</strong> {t('backTest.same')}
      </div>
      {moves.map(({ ladder, up, down }) => (
        <div key={ladder}>{t('backTest.moves', { up: format.number(up), down: format.number(down) })}</div>
      ))}
    </div>
  )
}

/** From those who lose most to those who win most, a tenth of the members each. */
function Deciles({ change, money }: { change: BackTestChange; money: string }) {
  const t = useText()
  const format = useFormat()
  const columns: Column<BackTestChange['deciles'][number]>[] = [
    { key: 'decile', header: t('backTest.decile'), cell: ({ decile }) => format.number(decile) },
    {
      key: 'members',
      header: t('overview.members'),
      numeric: true,
      cell: ({ members }) => <Num>{format.number(members)}</Num>,
    },
    {
      key: 'before',
      header: t('backTest.before'),
      numeric: true,
      cell: ({ before }) => <Num>{worth(before, { change, money, format })}</Num>,
    },
    {
      key: 'after',
      header: t('backTest.after'),
      numeric: true,
      cell: ({ after }) => <Num>{worth(after, { change, money, format })}</Num>,
    },
  ]
  return (
    <details className={styles.deciles}>
      <summary>{t('backTest.deciles')}</summary>
      <DataTable
        label={t('backTest.deciles')}
        columns={columns}
        rows={change.deciles}
        rowKey={({ decile }) => String(decile)}
        minWidth={380}
      />
    </details>
  )
}

function worth(amount: number, of: { change: BackTestChange; money: string; format: Formatter }): string {
  return of.change.unit === 'money'
    ? of.format.money(amount, of.money)
    : of.format.decimal(minorToDecimal(amount, 0))
}
