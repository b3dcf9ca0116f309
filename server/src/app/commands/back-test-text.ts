import type { BackTestResult, BackTestRun } from '@perennial/contract'
import { moneyText } from '../../kernel/money.ts'

function count(value: number): string {
  return value.toLocaleString('en-GB')
}

/** The result for people: what happened, then a column a release. */
export function textOf(result: BackTestResult): string {
  const { tested, compared, change } = result
  const money = (minor: number) => moneyText(minor, result.money)
  const head = `${count(result.orders)} orders of ${count(result.members)} members, ${result.from} to ${result.to}: ${money(result.netSalesMinor)} net, ${money(result.averageOrderMinor)} an order.`
  const rows = rowsOf(tested, compared, money)
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const table = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
  const told = [head, '', ...table]
  if (change !== null)
    told.push(
      '',
      `${count(change.winners)} members win, ${count(change.losers)} lose, ${count(change.same)} get the same.`,
    )
  for (const { fact, decisions } of result.leaned)
    told.push(
      `${count(decisions)} decisions used today's ${fact}, because it was not kept with what happened.`,
    )
  if (result.sampledE4 < 10_000) told.push(`Of ${result.sampledE4 / 100} % of the members.`)
  told.push(`${count(result.ordersPerSecond)} orders decided a second; read in ${count(result.readMs)} ms.`)
  return told.join('\n')
}

function rowsOf(
  tested: BackTestRun,
  compared: BackTestRun | null,
  money: (minor: number) => string,
): string[][] {
  const runs = compared === null ? [tested] : [compared, tested]
  const row = (name: string, cell: (run: BackTestRun) => string) => [name, ...runs.map(cell)]
  const named = (run: BackTestRun) => (run.release === null ? 'drafts' : `release ${run.release}`)
  return [
    row('', named),
    ...tested.currencies.map(({ currency }) =>
      row(`${currency} granted`, (run) =>
        count(run.currencies.find((each) => each.currency === currency)?.granted ?? 0),
      ),
    ),
    row('cost', (run) => money(run.costMinor)),
    row('given back', (run) => (run.giveBackE4 === null ? '-' : `${(run.giveBackE4 / 100).toFixed(2)} %`)),
    row('liability at the end', (run) => money(run.liabilityMinor)),
    row('orders until the first reward', (run) => String(run.firstReward?.orders ?? '-')),
    ...tested.rules.map(({ rule }) =>
      row(`rule ${rule}`, (run) => count(run.rules.find((each) => each.rule === rule)?.granted ?? 0)),
    ),
    ...tested.ladders.flatMap(({ ladder, tiers }) =>
      tiers.map(({ tier, name }) =>
        row(`${ladder}: ${name ?? 'none'}`, (run) =>
          count(
            run.ladders.find((each) => each.ladder === ladder)?.tiers.find((each) => each.tier === tier)
              ?.members ?? 0,
          ),
        ),
      ),
    ),
  ]
}
