import type {
  BetaAudience,
  CurrencySpec,
  ReleaseChange,
  SettingsSpec,
  WorseChange,
} from '@perennial/contract'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Reader, Writer } from '../platform/database.ts'
import { auditProgram } from './audit-program.ts'
import type { AnyKind, Release, Specs } from './definition.ts'
import { diffSpecs } from './model/diff.ts'
import {
  buildRelease,
  type DefinitionError,
  definitionsOf,
  parseDefinitions,
  type RawDefinition,
  releaseInvalid,
} from './model/release.ts'
import { worseChanges } from './model/worse.ts'
import { noticeNeeded } from './notice.ts'
import { settingsKey } from './own-kinds.ts'
import { act } from './review-proposal.ts'
import {
  insertCurrencyCodes,
  insertRelease,
  lockReleases,
  type ReleaseRow,
  readCurrencyCodes,
  readCurrentNumber,
  readDrafts,
  readNewestNumber,
  readRelease,
} from './store.ts'
import { type Proposal, readBetaProposal } from './store-proposals.ts'
import { endBeta } from './store-state.ts'

export type PublishedRelease = Omit<ReleaseRow, 'definitions'>

/** What becomes a release, who publishes it and why. */
export interface ReleaseContent {
  programId: number
  kinds: readonly AnyKind[]
  definitions: readonly RawDefinition[]
  note: string
  actor: string
  /** The release whose definitions these are. */
  restores?: number
  /** Whether it is published although it does not keep what a kind of it demands as a whole. */
  acceptsBrokenLimits?: boolean
  /** Whether a release said the same, or all but what cannot wait. Default false. */
  wasPublished?: boolean
  /** The proposal that they were frozen in. */
  proposal?: number
  /** What was announced in time, or cannot wait: it may be worse for members at once. Default false. */
  noticed?: (worse: readonly WorseChange[], noticeDays: number) => boolean
  /** The members who alone get it. Default: everyone. */
  audience?: BetaAudience
}

/**
 * Freezes all drafts as the next release, in the caller's transaction in the programme's scope. Refuses
 * `release_invalid` with every error of every definition, `release_unchanged`, `approval_needed` where the programme
 * wants four eyes, `notice_needed` for what may be worse for members where that has to be announced, and `beta_running`;
 * a refusal has written nothing.
 */
export async function publishRelease(
  tx: Writer,
  input: Pick<ReleaseContent, 'programId' | 'kinds' | 'note' | 'actor' | 'acceptsBrokenLimits'>,
): Promise<Verdict<PublishedRelease>> {
  await lockReleases(tx, input.programId)
  const settings = await readSettings(tx, input.programId, input.kinds)
  if (settings?.publishing.fourEyes === true)
    return refuse(
      'approval_needed',
      'The programme wants four eyes: propose the drafts, and let another approve them.',
    )
  const beta = await readBetaProposal(tx, input.programId)
  if (beta !== undefined) return betaRunning(beta)
  return publishDefinitions(tx, { ...input, definitions: await readDrafts(tx, input.programId) })
}

/** The refusal to publish beside somebody's beta. */
export function betaRunning(beta: Pick<Proposal, 'number' | 'betaRelease'>): Verdict<never> {
  return refuse('beta_running', `Release ${beta.betaRelease} of proposal ${beta.number} runs as a beta.`)
}

/** The settings in force; undefined before the first release. */
export async function readSettings(
  tx: Writer,
  programId: number,
  kinds: readonly AnyKind[],
): Promise<SettingsSpec | undefined> {
  const { specs } = await readPrevious(tx, programId, kinds)
  return settingsOf(specs)
}

/** What definitions would become, and what they change. */
interface Prepared {
  number: number
  release: Release
  /** The release in force. */
  previous: { number: number; specs: Specs }
  changes: ReleaseChange[]
  /** What may be worse for members than the release in force, and how long it has to be announced. */
  worse: WorseChange[]
  noticeDays: number
  codes: ReadonlyMap<string, number>
}

/** Checks definitions for publishing and writes nothing. The caller has locked the releases. */
export async function prepareRelease(
  tx: Writer,
  content: Pick<ReleaseContent, 'programId' | 'kinds' | 'definitions' | 'audience' | 'wasPublished'>,
): Promise<Verdict<Prepared>> {
  const { programId, kinds, definitions, audience, wasPublished = false } = content
  const codes = await readCurrencyCodes(tx, programId)
  const previous = await readPrevious(tx, programId, kinds)
  const number = (await readNewestNumber(tx, programId)) + 1
  const built = buildRelease({ programId, number, kinds, definitions, codes, wasPublished })
  if (!built.ok) return releaseInvalid(built.errors)
  const { release } = built
  const broken = brokenPromises({ before: previous.specs, after: release.specs, codes })
  if (broken.length > 0) return releaseInvalid(broken)
  const changes = diffSpecs(previous.specs, release.specs)
  if (changes.length === 0)
    return refuse('release_unchanged', `Release ${previous.number} says the same already.`)
  const unfit = audience === undefined ? ok(undefined) : fitsBeta(audience, { kinds, changes, previous })
  if (!unfit.ok) return unfit
  const specs = { before: previous.specs, after: release.specs }
  const worse = previous.number === 0 ? [] : worseChanges(kinds, changes, specs)
  const noticeDays = settingsOf(previous.specs)?.publishing.noticeDays ?? 0
  return ok({ number, release, previous, changes, worse, noticeDays, codes })
}

function settingsOf(specs: Specs): SettingsSpec | undefined {
  return specs.get('settings')?.get(settingsKey) as SettingsSpec | undefined
}

/** Whether the release in force leaves room for a beta with these changes for these members. */
function fitsBeta(
  audience: BetaAudience,
  beta: { kinds: readonly AnyKind[]; changes: readonly ReleaseChange[]; previous: { specs: Specs } },
): Verdict<undefined> {
  const shared = heldByAll(beta.kinds, beta.changes)
  if (shared.length > 0) return releaseInvalid(shared)
  const known = beta.previous.specs.get('segment')
  const unknown =
    'segments' in audience ? audience.segments.find((key) => known?.has(key) !== true) : undefined
  if (unknown === undefined) return ok(undefined)
  // Only the segments of the release in force have members.
  return refuse('body_invalid', `The release in force has no segment ${unknown}.`, {
    field: 'audience.segments',
  })
}

/** The changes that no part of the members can have for itself. */
function heldByAll(kinds: readonly AnyKind[], changes: readonly ReleaseChange[]): DefinitionError[] {
  const wide = new Set(kinds.filter((entry) => entry.wholeProgram === true).map((entry) => entry.kind))
  return changes
    .filter(({ kind }) => wide.has(kind))
    .map(({ kind, key }) => {
      const detail = 'It holds for all members at once, so it cannot be tried on a part of them.'
      return { kind, key, code: 'release_invalid', detail }
    })
}

/** The same with any definitions. The caller has locked the releases. */
export async function publishDefinitions(
  tx: Writer,
  content: ReleaseContent,
): Promise<Verdict<PublishedRelease>> {
  const prepared = await prepareRelease(tx, content)
  if (!prepared.ok) return prepared
  const { number, release, changes, codes, worse, noticeDays } = prepared.value
  if (worse.length > 0 && noticeDays > 0 && content.noticed?.(worse, noticeDays) !== true)
    return noticeNeeded(worse, noticeDays)
  const { programId, kinds, note, actor, restores = null, proposal = null, audience = null } = content
  const kept = content.acceptsBrokenLimits === true ? ok(undefined) : await keepsAll(kinds, release)
  if (!kept.ok) return kept
  const fresh = [...release.currencies.values()].filter((currency) => !codes.has(currency.key))
  if (fresh.length > 0) await insertCurrencyCodes(tx, programId, fresh)
  const row = { number, note, author: actor, restores, proposal, audience, changes }
  const effectiveAt = await insertRelease(tx, { programId, ...row, definitions: definitionsOf(release) })
  if (audience === null) await endOtherBeta(tx, content)
  await auditProgram(tx, {
    programId,
    actor,
    action: restores === null ? 'release.published' : 'release.rolled-back',
    subject: String(number),
    detail: Object.fromEntries(
      Object.entries({ note, restores, proposal, audience }).filter(([, value]) => value !== null),
    ),
  })
  return ok({ ...row, effectiveAt })
}

/** Whether the release keeps what its kinds demand of it as a whole. */
export async function keepsAll(kinds: readonly AnyKind[], release: Release): Promise<Verdict<undefined>> {
  for (const { kind, keeps } of kinds) {
    if (keeps === undefined || (release.specs.get(kind)?.size ?? 0) === 0) continue
    const kept = await keeps(release)
    if (!kept.ok) return kept
  }
  return ok(undefined)
}

/** What is for everyone ends a beta: its own, which it was, or another's, which would leave out what cannot wait. */
async function endOtherBeta(tx: Writer, { programId, proposal, actor }: ReleaseContent): Promise<void> {
  const beta = await readBetaProposal(tx, programId)
  if (beta === undefined) return
  await endBeta(tx, programId)
  if (beta.number === proposal) return
  await act(tx, { programId, number: beta.number, actor }, { state: 'withdrawn', actedBy: actor })
}

export async function readPrevious(
  tx: Reader,
  programId: number,
  kinds: readonly AnyKind[],
): Promise<{ number: number; specs: Specs }> {
  const number = (await readCurrentNumber(tx, programId)) ?? 0
  const row = number === 0 ? undefined : await readRelease(tx, programId, number)
  return { number, specs: parseDefinitions(kinds, row?.definitions ?? []).specs }
}

/** What a programme may never take back, because amounts and days that were recorded would change their meaning. */
export function brokenPromises(input: {
  before: Specs
  after: Specs
  codes: ReadonlyMap<string, number>
}): DefinitionError[] {
  const errors: DefinitionError[] = []
  for (const [key, spec] of input.before.get('settings') ?? []) {
    const was = spec as SettingsSpec
    const is = input.after.get('settings')?.get(key) as SettingsSpec | undefined
    const broken = (field: 'currency' | 'timeZone', detail: string) =>
      errors.push({ kind: 'settings', key, code: 'definition_invalid', field, detail })
    if (is?.currency !== was.currency)
      broken(
        'currency',
        `The programme keeps its books in ${was.currency}; another currency needs another programme.`,
      )
    if (is?.timeZone !== was.timeZone)
      broken(
        'timeZone',
        `The programme counts its days in ${was.timeZone}; another time zone needs another programme.`,
      )
  }
  for (const key of input.codes.keys()) {
    if (input.after.get('currency')?.has(key) === true) continue
    const detail = 'A currency that was published stays, because members may hold it.'
    errors.push({ kind: 'currency', key, code: 'definition_invalid', detail })
  }
  return [...errors, ...changedCurrencies(input)]
}

/** Currencies whose amounts would be something else than what members were given. */
function changedCurrencies({ before, after }: { before: Specs; after: Specs }): DefinitionError[] {
  const errors: DefinitionError[] = []
  for (const [key, spec] of before.get('currency') ?? []) {
    const was = spec as CurrencySpec
    const is = after.get('currency')?.get(key) as CurrencySpec | undefined
    for (const field of ['kind', 'money', 'scale'] as const) {
      if (is === undefined || is[field] === was[field]) continue
      const detail = `Members hold it as ${was[field] ?? 'no money'}; another ${field} needs another currency.`
      errors.push({ kind: 'currency', key, code: 'definition_invalid', field, detail })
    }
  }
  return errors
}
