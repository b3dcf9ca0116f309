import type { TierLadderSpec } from '@perennial/contract'
import { parseInstant } from '../kernel/instants.ts'
import type { Choice, CompileContext, FactSource } from '../programs/index.ts'
import { laddersOf } from './model/climb.ts'
import { tierStandings } from './read-tiers.ts'
import { readOutdated, type TierNow, writeTiersNow } from './store-now.ts'

const ownersAtOnce = 1000

function laddersIn({ specs }: CompileContext): [string, TierLadderSpec][] {
  return [...(specs.get('tier-ladder') ?? [])] as [string, TierLadderSpec][]
}

function choicesOf({ tiers }: TierLadderSpec): Choice[] {
  return tiers.map(({ key, name }) => ({ value: key, label: name }))
}

/** The tier of members of whom nothing is stored: the first one, where it asks for nothing. */
function entryTier(spec: TierLadderSpec): string {
  const [first] = spec.tiers
  return first?.threshold === 0 ? first.key : ''
}

/**
 * The tiers of members: `member.tier` of the first ladder, `member.tiers` by ladder; "" without one. `prepare` looks
 * again at those whose books moved or whose tier has ended; SQL reads what it wrote.
 */
export const tierFacts: FactSource = {
  name: 'member',
  type: () => ({
    kind: 'object',
    name: 'member',
    fields: { tier: { kind: 'string' }, tiers: { kind: 'map', of: { kind: 'string' } } },
  }),
  hints: (context) => {
    const ladders = laddersIn(context)
    return {
      'member.tier': {
        label: 'Tier (first ladder)',
        choices: ladders[0] === undefined ? [] : choicesOf(ladders[0][1]),
      },
      'member.tiers': {
        label: 'Tier by ladder',
        choices: ladders.map(([value, spec]) => ({ value, label: spec.name })),
      },
      ...Object.fromEntries(
        ladders.map(([key, spec]) => [`member.tiers.${key}`, { choices: choicesOf(spec) }] as const),
      ),
    }
  },
  sql: ([field, key, ...rest], { context, param }) => {
    const ladders = laddersIn(context)
    const isFirst = field === 'tier' && key === undefined
    if (rest.length > 0 || !(isFirst || (field === 'tiers' && key !== undefined))) return undefined
    const named = isFirst ? ladders[0] : ladders.find(([ladder]) => ladder === key)
    const rows = `select owner_id, tier from tier_now where program_id = $1 and ladder = ${param(named?.[0] ?? '', 'text')}`
    // Without a ladder, `tier` is "" and a key of `tiers` is not there.
    if (named === undefined && !isFirst) return { rows, value: (row) => `${row}.tier` }
    const entry = param(named === undefined ? '' : entryTier(named[1]), 'text')
    return { rows, value: (row) => `coalesce(${row}.tier, ${entry})` }
  },
  load: async (tx, { release, owners, now }) => {
    const standings = await tierStandings(tx, { programId: release.programId, release, owners, at: now })
    return new Map(
      owners.map((owner) => {
        const own = standings.get(owner) ?? []
        const tiers = Object.fromEntries(own.map(({ ladder, tier }) => [ladder, tier ?? '']))
        return [owner, { tier: own[0]?.tier ?? '', tiers }]
      }),
    )
  },
  prepare: async ({ database }, { release, now }) => {
    const ladders = laddersOf(release).map((ladder) => ladder.key)
    if (ladders.length === 0) return undefined
    const { programId, number } = release
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const owners = await database.read({ programId }, (tx) =>
        readOutdated(tx, { programId, release: number, ladders, now, after, limit: ownersAtOnce }),
      )
      if (owners.length > 0)
        await database.write({ programId }, async (tx) => {
          const standings = await tierStandings(tx, { programId, release, owners, at: now })
          await writeTiersNow(tx, { programId, release: number, standings: rowsOf(standings) })
        })
      if (owners.length < ownersAtOnce) return undefined
      after = owners.at(-1) ?? after
    }
  },
}

function rowsOf(standings: Awaited<ReturnType<typeof tierStandings>>): TierNow[] {
  return [...standings].flatMap(([ownerId, own]) =>
    own.map(({ ladder, tier, heldUntil }) => ({
      ownerId,
      ladder,
      tier: tier ?? '',
      until: heldUntil === null ? null : (parseInstant(heldUntil) ?? null),
    })),
  )
}
