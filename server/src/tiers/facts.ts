import type { TierLadderSpec } from '@perennial/contract'
import type { Choice, CompileContext, FactSource } from '../programs/index.ts'
import { lookAtTiers } from './look-at-tiers.ts'
import { tierStandings } from './read-tiers.ts'

/** Pages that are looked at by whoever asks; more of them are left to the job. */
const pagesAtOnce = 5

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
 * again at those to whom something happened or whose tier may have changed by time; SQL reads what it wrote.
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
  prepare: (parts, { release, now, patient = false }) =>
    lookAtTiers(parts, { release, now, ...(patient ? {} : { pagesMax: pagesAtOnce }) }),
}
