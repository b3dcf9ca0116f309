import type {
  ActivityInput,
  ActivityReply,
  Balance,
  CardStanding,
  Effect,
  RuleVerdict,
  StampCardSpec,
  TierLadderSpec,
  TierStanding,
} from '@perennial/contract'
import { publicId } from '../../kernel/ids.ts'
import { type Instant, instantText, parseInstant } from '../../kernel/instants.ts'
import type { Books } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type { Facts, ReplyPart, StageRecord } from '../stage.ts'
import type { OrderBook, OwnerWork, Recorded } from './work.ts'

/** A balance as it is kept: currency number, available, pending, held, debt, earned, spent. */
type KeptBalance = readonly [number, number, number, number, number, number, number]
/** A tier standing as it is kept: ladder, tier, total. Until when it is held is told on the member's page only. */
type KeptTier = readonly [string, string | null, number]
/** A card as it is kept: card, stamps, size, completed, when the first of them ends. */
type KeptCard = readonly [string, number, number, number, Instant | null]
/** Order activity, order sourceId, line index, lineId, sku, quantity. */
export type KeptMatch = readonly [string, string, number, string, string, string]

/**
 * What is stored with an activity: enough to give the same reply again, to decide its order again, to explain it and
 * to replay it. Names are short because every activity carries them.
 */
export interface KeptDecision {
  /** Facts that the release could read. */
  f?: Facts
  /** What each stage recorded. */
  s?: Readonly<Record<string, StageRecord>>
  /** Effects as told. */
  e?: readonly Effect[]
  /** Balances after it. */
  b: readonly KeptBalance[]
  /** Tiers after it. */
  t?: readonly KeptTier[]
  /** Stamp cards after it. */
  c?: readonly KeptCard[]
  m?: readonly KeptMatch[]
  u?: readonly { sku: string; quantity: string }[]
  /** Depth, when it was derived. */
  d?: number
}

function keepBalances(books: Books): KeptBalance[] {
  return [...books.currencies.values()].map((each) => [
    each.currency,
    each.available,
    each.pending,
    each.held,
    each.debt,
    each.lifetimeEarned,
    each.lifetimeSpent,
  ])
}

function keepTiers(standings: readonly TierStanding[]): KeptTier[] {
  return standings.map((each) => [each.ladder, each.tier, each.total])
}

function keepCards(standings: readonly CardStanding[]): KeptCard[] {
  return standings.map(({ card, stamps, size, completed, expiresAt }) => {
    const ends = expiresAt === null ? null : (parseInstant(expiresAt) ?? null)
    return [card, stamps, size, completed, ends]
  })
}

function keepMatches(
  matches: readonly { orderId: string; lineIndex: number; quantity: string }[],
  orders: ReadonlyMap<string, OrderBook>,
): KeptMatch[] {
  return matches.map((match) => {
    const order = orders.get(match.orderId)
    const line = order?.input.lines[match.lineIndex]
    return [
      match.orderId,
      order?.activity.sourceId ?? '',
      match.lineIndex,
      line?.lineId ?? '',
      line?.sku ?? '',
      match.quantity,
    ]
  })
}

/** What is kept of something decided, after it. */
export function keepDecision(recorded: Recorded, work: OwnerWork, parts: readonly ReplyPart[]): KeptDecision {
  const tiers = parts.flatMap((part) => part.tiers ?? [])
  const cards = parts.flatMap((part) => part.cards ?? [])
  const matches = recorded.matches.length > 0 ? keepMatches(recorded.matches, work.orders) : undefined
  return {
    ...(Object.keys(recorded.facts).length === 0 ? {} : { f: recorded.facts }),
    ...(Object.keys(recorded.records).length === 0 ? {} : { s: recorded.records }),
    ...(recorded.told.length === 0 ? {} : { e: recorded.told }),
    b: keepBalances(work.books),
    ...(tiers.length === 0 ? {} : { t: keepTiers(tiers) }),
    ...(cards.length === 0 ? {} : { c: keepCards(cards) }),
    ...(matches === undefined ? {} : { m: matches }),
    ...(recorded.unmatched.length === 0 ? {} : { u: recorded.unmatched }),
    ...(recorded.activity.depth === 0 ? {} : { d: recorded.activity.depth }),
  }
}

/** Balances in the words of the API; currencies that the release no longer has are named by their number. */
function balancesTold(kept: readonly KeptBalance[], release: Release): Balance[] {
  return kept.map(([code, available, pending, held, debt, lifetimeEarned, lifetimeSpent]) => ({
    currency: release.currencyByCode.get(code)?.key ?? String(code),
    available,
    pending,
    held,
    debt,
    lifetimeEarned,
    lifetimeSpent,
  }))
}

function tierTold([ladder, tier, total]: KeptTier, release: Release): TierStanding | undefined {
  const spec = release.specs.get('tier-ladder')?.get(ladder) as TierLadderSpec | undefined
  if (spec === undefined) return undefined
  const place = spec.tiers.findIndex((each) => each.key === tier)
  const next = spec.tiers[place + 1]
  return {
    ladder,
    tier,
    name: spec.tiers[place]?.name ?? null,
    metric: spec.metric,
    total,
    heldUntil: null,
    next:
      next === undefined
        ? null
        : {
            tier: next.key,
            name: next.name,
            threshold: next.threshold,
            missing: Math.max(0, next.threshold - total),
          },
  }
}

function tiersTold(kept: readonly KeptTier[] | undefined, release: Release): TierStanding[] {
  return (kept ?? []).map((each) => tierTold(each, release)).filter((each) => each !== undefined)
}

function cardsTold(kept: readonly KeptCard[], release: Release): CardStanding[] {
  const specs = release.specs.get('stamp-card')
  return kept.map(([card, stamps, size, completed, ends]) => {
    const name = (specs?.get(card) as StampCardSpec | undefined)?.name ?? card
    return { card, name, stamps, size, completed, expiresAt: ends === null ? null : instantText(ends) }
  })
}

export function matchesTold(kept: readonly KeptMatch[]) {
  return kept.map(([orderId, orderSourceId, , lineId, sku, quantity]) => ({
    order: publicId('act', orderId),
    orderSourceId,
    lineId,
    sku,
    quantity,
  }))
}

/** The reply to an activity, the first time and every time again. */
export function replyOf(parts: {
  activityId: string | null
  ownerId: string | null
  status: ActivityReply['status']
  replayed: boolean
  input: Pick<ActivityInput, 'type'>
  decision: KeptDecision
  release: Release
  verdicts?: readonly RuleVerdict[] | undefined
}): ActivityReply {
  const { decision, release } = parts
  return {
    activity: parts.activityId === null ? null : publicId('act', parts.activityId),
    status: parts.status,
    replayed: parts.replayed,
    member: parts.ownerId === null ? null : publicId('mem', parts.ownerId),
    ...(parts.status === 'parked' ? {} : { release: release.number }),
    effects: [...(decision.e ?? [])],
    balances: balancesTold(decision.b, release),
    tiers: tiersTold(decision.t, release),
    ...(decision.c === undefined ? {} : { cards: cardsTold(decision.c, release) }),
    ...(decision.m === undefined ? {} : { matches: matchesTold(decision.m) }),
    ...(decision.u === undefined ? {} : { unmatched: [...decision.u] }),
    ...(parts.verdicts === undefined ? {} : { explain: [...parts.verdicts] }),
  }
}
