import { ok, type Refusal, type Verdict } from '../kernel/verdict.ts'
import type { Release } from '../programs/index.ts'
import type { ProgramPlace } from './ask.ts'
import type { Asked } from './batch-find.ts'
import type { RecordedInput } from './model/work.ts'

/** What some activities are asked before they come in. What is refused is never recorded, so nothing decides it again. */
export interface Admission {
  types: ReadonlySet<string>
  admit(asked: {
    program: ProgramPlace
    release: Release
    input: RecordedInput
    isDry: boolean
  }): Promise<Refusal | undefined>
}

/** An item with the release that decides it. */
export interface Placed {
  release: Release
  asked: Asked
}

/** The items, without those whom the door keeps out. Types that are not asked wait for nothing. */
export async function atDoor(
  admission: Admission | undefined,
  items: readonly Verdict<Placed>[],
  at: { program: ProgramPlace; isDry: boolean },
): Promise<readonly Verdict<Placed>[]> {
  const isAsked = (item: Verdict<Placed>) =>
    item.ok && admission?.types.has(item.value.asked.intake.input.type) === true
  if (admission === undefined || !items.some(isAsked)) return items
  return Promise.all(
    items.map(async (item) => {
      if (!item.ok || !isAsked(item)) return item
      const { release, asked } = item.value
      const refusal = await admission.admit({ ...at, release, input: asked.intake.input })
      return refusal === undefined ? ok(item.value) : { ok: false, refusal }
    }),
  )
}
