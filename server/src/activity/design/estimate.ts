import type { EstimateCreate, EstimateReply } from '@perennial/contract'
import { type Day, dayOf, type Instant } from '../../kernel/instants.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Programs, Release } from '../../programs/index.ts'
import type { ProgramPlace } from '../ask.ts'
import { gatherHistory } from '../back-test/gather-history.ts'
import { type MembersNow, noMembersNow } from '../back-test/model/member-facts.ts'
import { reportOf, type Tried } from '../back-test/model/report.ts'
import { tryToEnd } from '../back-test/try-to-end.ts'
import type { AnyStage } from '../stage.ts'
import { firstRewardOf } from './definition.ts'
import { type Goods, namedGoods, supposedOrders, usualAssumptions } from './model/supposed-orders.ts'
import { warningsOf } from './model/warnings.ts'
import { averageOrder, countYear, ordersPerBuyer } from './model/year.ts'
import type { Sample, Samples } from './sample-history.ts'

export interface EstimateParts {
  programs: Pick<Programs, 'draftRelease'>
  stages: readonly AnyStage[]
  samples: Samples
}

/** What is tried: real activities of some members, or made-up ones. */
interface Basis extends Sample {
  kind: EstimateReply['basis']
  membersNow: MembersNow
}

/**
 * The numbers of the drafts for a year: over what some members did in the last one, or over made-up orders where that was
 * asked for or nothing happened yet. Refuses `release_invalid`.
 */
export async function estimate(
  parts: EstimateParts,
  program: ProgramPlace,
  ask: EstimateCreate,
): Promise<Verdict<EstimateReply>> {
  const draft = await parts.programs.draftRelease(program.programId)
  if (!draft.ok) return draft
  const release = draft.value
  const now = systemClock.now() + program.clockOffsetSeconds * 1000
  const window = yearUntil(now, release)
  const place = { program, release, ask, now }
  const { basis, tried } = await tryBasis(parts, place, window)
  const { history } = basis
  const firstReward = ask.firstReward ?? firstRewardOf(release)
  const span = { from: '', to: '', sampledE4: 0, readMs: 0, decideMs: 0 }
  const report = reportOf({ ...span, tested: tried, compared: undefined, firstReward })
  const year = countYear(history, release.timeZone, window)
  const run = report.tested
  const ordersPerYear = ordersPerBuyer(year)
  const { netSalesMinor } = report
  const { usualDiscountE4 } = ask
  const scale = 64 / basis.buckets
  return ok({
    basis: basis.kind,
    money: release.settings.currency,
    members: report.members,
    orders: report.orders,
    averageOrderMinor: averageOrder(year),
    ordersPerYear,
    run,
    warnings: warningsOf({ release, run, netSalesMinor, ordersPerYear, scale, usualDiscountE4 }),
  })
}

interface Place {
  program: ProgramPlace
  release: Release
  ask: EstimateCreate
  now: Instant
}

/** Made-up orders are of any goods; where these give nothing, of the goods that the definitions name. */
async function tryBasis(
  parts: EstimateParts,
  place: Place,
  window: { from: Day; to: Day },
): Promise<{ basis: Basis; tried: Tried }> {
  const { release, now } = place
  const tryOn = async (basis: Basis) => {
    const { history, releases, membersNow } = basis
    const known = { stages: parts.stages, history, release, releases, membersNow }
    return { basis, tried: await tryToEnd({ ...known, window, endsAt: now }) }
  }
  const first = await tryOn(await basisFor(parts, place))
  const goods = namedGoods(release)
  const isGiven = [...first.tried.tally.currencies.values()].some((each) => each.grantedByOrders > 0)
  if (first.basis.kind === 'history' || isGiven || goods.length === 0) return first
  return tryOn(supposedBasis(place, goods))
}

/** The last 365 days. */
export function yearUntil(now: Instant, { timeZone }: Release): { from: Day; to: Day } {
  const today = dayOf(now, timeZone)
  return { from: today - 364, to: today }
}

async function basisFor({ samples }: EstimateParts, of: Place): Promise<Basis> {
  const { release, ask, now } = of
  const { moneyExponent } = release
  const { programId } = of.program
  if (ask.assumptions === undefined) {
    const sample = await samples.of({ programId, moneyExponent, now })
    const year = countYear(sample.history, release.timeZone, yearUntil(now, release))
    if (year.orders > 0) {
      const membersNow = await samples.membersNow(sample, { programId, release, now })
      return { ...sample, kind: 'history', membersNow }
    }
  }
  return supposedBasis(of)
}

function supposedBasis({ release, ask, now }: Place, goods: readonly Goods[] = []): Basis {
  const { moneyExponent } = release
  const assumed = ask.assumptions ?? usualAssumptions(moneyExponent)
  const { currency } = release.settings
  const inputs = supposedOrders(assumed, { now, currency, moneyExponent, goods })
  const history = gatherHistory(inputs, { moneyExponent, wholeOrders: true })
  return {
    kind: 'assumptions',
    history,
    releases: new Map([[0, release]]),
    buckets: 64,
    membersNow: noMembersNow,
  }
}
