import type { ActivityReply, MemberView, Statement, WalletReply } from '@perennial/contract'
import type { Expected } from './story.ts'

/** One thing that did not come as the story says. */
export interface Fault {
  /** Such as `balances.points.available`. */
  what: string
  expected: unknown
  came: unknown
}

/** What can be compared with a story, as far as the story asks for it. */
export interface Came {
  /** The code of the refusal, when there was one. */
  refused: string | undefined
  /** Its sentence. */
  detail?: string
  /** The reply to an activity or a command. */
  reply: Partial<ActivityReply & WalletReply>
  member?: MemberView
  /** Segments that were asked for, with whether the person is in them. */
  segments?: ReadonlyMap<string, boolean>
  /** How often each type of activity has come. */
  happened?: ReadonlyMap<string, number>
  statement?: Statement
  /** What the verification of the books found. */
  breaks?: readonly string[]
}

/** Everything that came otherwise than expected. */
export function judge(expected: Expected, came: Came): Fault[] {
  if (came.refused !== expected.refused) {
    const told = came.detail === undefined ? came.refused : `${came.refused}: ${came.detail}`
    return [{ what: 'refused', expected: expected.refused ?? 'no refusal', came: told ?? 'no refusal' }]
  }
  return [
    ...judgeReply(expected, came.reply),
    ...judgeBalances(expected, came.member),
    ...judgeTiers(expected, came.member),
    ...judgeCards(expected, came.member),
    ...Object.entries(expected.segments ?? {}).flatMap(([segment, belongs]) =>
      compare(`segments.${segment}`, belongs, came.segments?.get(segment)),
    ),
    ...Object.entries(expected.happened ?? {}).flatMap(([type, count]) =>
      compare(`happened.${type}`, count, came.happened?.get(type) ?? 0),
    ),
    ...judgeStatement(expected, came.statement),
    ...(expected.books === undefined ? [] : compare('books', [], came.breaks ?? [])),
  ]
}

function compare(what: string, expected: unknown, came: unknown): Fault[] {
  return JSON.stringify(expected) === JSON.stringify(came) ? [] : [{ what, expected, came }]
}

/** Compares the named parts, nothing else. */
function compareParts(what: string, expected: object, came: object): Fault[] {
  return Object.entries(expected).flatMap(([name, value]) =>
    compare(`${what}.${name}`, value, (came as Record<string, unknown>)[name]),
  )
}

function judgeReply(expected: Expected, reply: Partial<ActivityReply>): Fault[] {
  const effects = reply.effects ?? []
  const emitted = effects.flatMap((each) =>
    each.kind === 'activity' && each.type !== undefined ? [each.type] : [],
  )
  const applied = (reply.explain ?? []).filter((each) => each.applied)
  const because = (rule: string) =>
    reply.explain?.find((each) => each.rule === rule)?.because ?? 'no such rule'
  return [
    ...Object.entries(expected.earned ?? {}).flatMap(([currency, amount]) => {
      const rows = effects.filter((each) => each.kind === 'points' && each.currency === currency)
      const sum = rows.reduce((total, each) => total + (each.amount ?? 0), 0)
      return compare(`earned.${currency}`, amount, sum)
    }),
    ...Object.entries(expected.reaches ?? {}).flatMap(([ladder, tier]) => {
      const moved = effects.findLast((each) => each.kind === 'tier' && each.ladder === ladder)
      return compare(`reaches.${ladder}`, tier, moved === undefined ? 'no change' : (moved.to ?? null))
    }),
    ...(expected.applied ?? [])
      .filter((rule) => !applied.some((each) => each.rule === rule))
      .map((rule) => ({ what: `applied.${rule}`, expected: 'applied', came: because(rule) })),
    ...(expected.notApplied ?? [])
      .filter((rule) => applied.some((each) => each.rule === rule))
      .map((rule) => ({ what: `notApplied.${rule}`, expected: 'not applied', came: because(rule) })),
    ...(expected.emits ?? [])
      .filter((type) => !emitted.includes(type))
      .map((type) => ({ what: `emits.${type}`, expected: type, came: emitted })),
  ]
}

const nothing = { available: 0, pending: 0, held: 0, debt: 0 }

function judgeBalances(expected: Expected, member: MemberView | undefined): Fault[] {
  return Object.entries(expected.balances ?? {}).flatMap(([currency, wanted]) => {
    const found = member?.balances.find((each) => each.currency === currency) ?? nothing
    const parts = typeof wanted === 'number' ? { available: wanted } : wanted
    return compareParts(`balances.${currency}`, parts, found)
  })
}

function judgeTiers(expected: Expected, member: MemberView | undefined): Fault[] {
  return Object.entries(expected.tiers ?? {}).flatMap(([ladder, wanted]) => {
    const found = member?.tiers.find((each) => each.ladder === ladder)
    if (found === undefined) return [{ what: `tiers.${ladder}`, expected: wanted, came: 'no such ladder' }]
    const parts = wanted === null || typeof wanted === 'string' ? { tier: wanted } : wanted
    const told = { ...found, next: found.next?.tier ?? null, missing: found.next?.missing ?? 0 }
    return compareParts(`tiers.${ladder}`, parts, told)
  })
}

function judgeCards(expected: Expected, member: MemberView | undefined): Fault[] {
  return Object.entries(expected.cards ?? {}).flatMap(([card, wanted]) => {
    const found = member?.cards.find((each) => each.card === card)
    if (found === undefined) return [{ what: `cards.${card}`, expected: wanted, came: 'no such card' }]
    const parts = typeof wanted === 'number' ? { stamps: wanted } : wanted
    return compareParts(`cards.${card}`, parts, found)
  })
}

function judgeStatement({ statement: wanted }: Expected, told: Statement | undefined): Fault[] {
  if (wanted === undefined) return []
  const found = told?.currencies.find((each) => each.currency === wanted.currency)
  return [
    ...compare('statement.opening', wanted.opening, found?.opening.total ?? 0),
    ...compare('statement.closing', wanted.closing, found?.closing.total ?? 0),
    ...(wanted.movements === undefined
      ? []
      : compare('statement.movements', wanted.movements, found?.movements.length ?? 0)),
  ]
}
