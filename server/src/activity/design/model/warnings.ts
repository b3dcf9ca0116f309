import type { BackTestRun, EstimateWarning } from '@perennial/contract'
import type { Release } from '../../../programs/index.ts'
import { goalsOf } from '../definition.ts'

export interface Judged {
  release: Release
  run: BackTestRun
  netSalesMinor: number
  ordersPerYear: number
  /** How many times the members of the estimate make all members. */
  scale: number
  usualDiscountE4: number | undefined
}

/** Past so many orders nobody believes in a first reward any more. */
const patienceOrders = 10
/** Points for a unit of money that people can reckon with. */
const usual = { from: 10, to: 20 }

/** What is wrong, or worth a thought, with what a programme gives. */
export function warningsOf(judged: Judged): EstimateWarning[] {
  return [
    nothing(judged),
    far(judged),
    worthless(judged),
    numbers(judged),
    weak(judged),
    costly(judged),
  ].filter((warning) => warning !== undefined)
}

function nothing({ run }: Judged): EstimateWarning | undefined {
  if (run.currencies.some((each) => each.granted > 0)) return undefined
  const detail = 'No rule gives anything for these orders.'
  return { level: 'warning', code: 'gives-nothing', detail, values: {} }
}

function far({ run, ordersPerYear }: Judged): EstimateWarning | undefined {
  const { firstReward } = run
  if (firstReward === null) return undefined
  const { orders, points, currency } = firstReward
  const values = { points, currency, orders: orders ?? 0, ordersPerYear }
  if (orders === null) {
    const detail = `The first reward costs ${points} ${currency}, and orders give none.`
    return { level: 'warning', code: 'first-reward-far', detail, values }
  }
  const years = ordersPerYear === 0 ? 0 : orders / ordersPerYear
  if (years <= 1 && orders <= patienceOrders) return undefined
  const detail = `The first reward takes ${orders} average orders; a member places ${ordersPerYear} a year.`
  return { level: 'warning', code: 'first-reward-far', detail, values }
}

function worthless({ release, run }: Judged): EstimateWarning | undefined {
  const currency = run.currencies.find(({ currency: key, granted }) => {
    const spec = release.currencies.get(key)?.spec
    return granted > 0 && spec?.kind === 'points' && spec.valuePerPointE4 === 0
  })?.currency
  if (currency === undefined) return undefined
  const detail = `"${currency}" has no fair value (valuePerPointE4), so nobody can say what it costs or is worth.`
  return { level: 'warning', code: 'worth-nothing', detail, values: { currency } }
}

function numbers({ release, run, netSalesMinor }: Judged): EstimateWarning | undefined {
  const [first] = run.currencies.filter(
    ({ currency, granted }) => granted > 0 && release.currencies.get(currency)?.spec.kind === 'points',
  )
  if (first === undefined || netSalesMinor <= 0) return undefined
  const perUnit = Math.round((first.grantedByOrders * 10 ** release.moneyExponent * 10) / netSalesMinor) / 10
  if (perUnit >= usual.from && perUnit <= usual.to) return undefined
  const values = { currency: first.currency, perUnit, money: release.settings.currency, ...usual }
  const detail = `Orders give ${perUnit} ${first.currency} for each ${release.settings.currency}; most programmes stay between ${usual.from} and ${usual.to}.`
  return { level: 'hint', code: perUnit > usual.to ? 'inflated-numbers' : 'tiny-numbers', detail, values }
}

function weak({ run, usualDiscountE4 }: Judged): EstimateWarning | undefined {
  const { giveBackE4 } = run
  if (usualDiscountE4 === undefined || giveBackE4 === null || giveBackE4 >= usualDiscountE4) return undefined
  const detail = `The programme gives back ${giveBackE4 / 100} %, less than the usual discount of ${usualDiscountE4 / 100} %.`
  return { level: 'warning', code: 'weaker-than-discount', detail, values: { giveBackE4, usualDiscountE4 } }
}

function costly({ release, run, scale }: Judged): EstimateWarning | undefined {
  const budget = [...goalsOf(release).values()].find((goal) => goal.metric === 'budget')?.to
  const costMinor = Math.round(run.costMinor * scale)
  if (budget === undefined || costMinor <= budget) return undefined
  const detail = `A year costs ${costMinor} in minor units, more than the budget of ${budget}.`
  return { level: 'warning', code: 'gives-more-than-budget', detail, values: { costMinor, budget } }
}
