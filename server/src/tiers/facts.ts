import type { TierLadderSpec } from '@perennial/contract'
import { type Instant, parseInstant } from '../kernel/instants.ts'
import type { Database } from '../platform/database.ts'
import type {
  Choice,
  CompileContext,
  FactProgress,
  FactSource,
  Programs,
  Release,
} from '../programs/index.ts'
import { laddersOf } from './model/climb.ts'
import { tierStandings } from './read-tiers.ts'
import { countLooked, readOutdated, type TierNow, writeTiersNow } from './store-now.ts'

const ownersAtOnce = 1000
/** Pages that are looked at by whoever asks; more of them are left to the job. */
const pagesAtOnce = 20

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
  prepare: (parts, { release, now, patient = false }) =>
    lookAtTiers(parts, { release, now, ...(patient ? {} : { pagesMax: pagesAtOnce }) }),
}

/**
 * Looks at those whose tier may have changed, a thousand a page and each once. Where `pagesMax` were not enough, how many
 * were ever looked at under the release; undefined when all were.
 */
export async function lookAtTiers(
  { database }: { database: Database },
  ask: { release: Release; now: Instant; pagesMax?: number; signal?: AbortSignal },
): Promise<FactProgress | undefined> {
  const { release, now, pagesMax = Number.POSITIVE_INFINITY } = ask
  const { programId, number } = release
  const ladders = laddersOf(release).map((ladder) => ladder.key)
  if (ladders.length === 0) return undefined
  let after = '00000000-0000-0000-0000-000000000000'
  for (let page = 0; page < pagesMax; page++) {
    ask.signal?.throwIfAborted()
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
  return database.read({ programId }, (tx) => countLooked(tx, { programId, release: number, ladders }))
}

/** Goes on where tiers were asked for and many of them were never looked at; does nothing anywhere else. */
export async function followTiers(
  parts: { database: Database; programs: Pick<Programs, 'currentRelease'> },
  ask: { programId: number; now: Instant; signal?: AbortSignal },
): Promise<void> {
  const { programId } = ask
  const current = await parts.programs.currentRelease(programId)
  // Nothing stands where nothing was published.
  if (!current.ok) return
  const release = current.value
  const ladders = laddersOf(release).map((ladder) => ladder.key)
  if (ladders.length === 0) return
  const { done, of } = await parts.database.read({ programId }, (tx) =>
    countLooked(tx, { programId, release: release.number, ladders }),
  )
  if (done > 0 && done < of) await lookAtTiers(parts, { ...ask, release })
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
