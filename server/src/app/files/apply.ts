import type { DefinitionApplied } from '@perennial/contract'
import { RefusalError } from '../../kernel/verdict.ts'
import { placeOf } from '../../programs/index.ts'
import { type Seen, writeBase } from './base-file.ts'
import type { House } from './house.ts'
import type { Planned } from './plan.ts'
import { problemLine } from './tell-plan.ts'

/** What whoever applies has allowed. */
export interface Allowed {
  /** That what the folder does not have is removed: asked only when there is something. */
  removing(places: readonly string[]): Promise<boolean>
  /** That what drifted is overwritten. */
  force: boolean
}

/**
 * Makes the drafts of a programme what the folder says, as it was planned. Throws the refusals `release_invalid`,
 * `edit_conflict` for drift and `removal_unconfirmed`; then nothing was changed.
 */
export async function applyFolder(
  house: House,
  at: { folder: string; planned: Planned; allowed: Allowed },
): Promise<DefinitionApplied> {
  const { folder, planned, allowed } = at
  refuse(planned, allowed.force)
  const removed = planned.changes.filter(({ change }) => change === 'removed').map(placeOf)
  if (removed.length > 0 && !(await allowed.removing(removed)))
    throw new RefusalError({
      code: 'removal_unconfirmed',
      detail: `The folder does not have ${removed.join(', ')}: --delete removes them there, pull brings them here. Nothing was changed.`,
    })
  // Whoever saw the drift and goes on bases the set on what was shown: what changes after that is refused still.
  const base = allowed.force || planned.set.base === undefined ? planned.revisions : planned.set.base
  const applied = await house.apply({ ...planned.set, base, remove: removed.length > 0 })
  await writeBase(folder, house.place, seenOf(planned, applied))
  return applied
}

function refuse({ problems, drift }: Planned, force: boolean): void {
  const [problem] = problems
  if (problem !== undefined) {
    const errors = problems.map(({ file, message }) => ({ field: file, message }))
    const detail = `${problemLine(problem)} Nothing was changed.`
    throw new RefusalError({ code: 'release_invalid', detail, extra: { errors } })
  }
  if (drift.length === 0 || force) return
  const errors = drift.map((each) => ({ field: placeOf(each), message: `${each.change} there` }))
  const detail = `${drift.map(placeOf).join(', ')}: changed there since this folder saw it. Pull first, or --force overwrites it. Nothing was changed.`
  throw new RefusalError({ code: 'edit_conflict', detail, extra: { errors } })
}

function seenOf({ set }: Planned, { revisions }: DefinitionApplied): Seen[] {
  const specs = new Map(set.definitions.map((each) => [placeOf(each), each.spec]))
  return revisions.flatMap((each) => {
    const spec = specs.get(placeOf(each))
    return spec === undefined ? [] : [{ ...each, spec }]
  })
}
