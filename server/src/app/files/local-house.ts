import { backTestCreate, definitionView } from '@perennial/contract'
import { type AskParts, askBackTest } from '../../activity/index.ts'
import { instantText } from '../../kernel/instants.ts'
import { orThrow, RefusalError } from '../../kernel/verdict.ts'
import { type Program, type Programs, programNow } from '../../programs/index.ts'
import { type House, schemaUrlAt } from './house.ts'

/** A programme of this installation. */
export function localHouse(at: {
  parts: AskParts & { programs: Programs }
  program: Program
  publicUrl: string
  signal?: AbortSignal
}): House {
  const { parts, program, publicUrl, signal } = at
  const { programs } = parts
  const { programId } = program
  const actor = 'command line'
  return {
    place: `local/${program.key}`,
    schemaUrl: schemaUrlAt(publicUrl),
    drafts: async () =>
      (await programs.listDefinitions(programId)).map((draft) =>
        definitionView.parse({ ...draft, updatedAt: instantText(draft.updatedAt.getTime()) }),
      ),
    plan: (set) => programs.planDefinitions({ programId, ...set }),
    apply: async (set) => orThrow(await programs.applyDefinitions({ programId, actor, ...set })),
    today: async () => instantText(programNow(program)).slice(0, 10),
    backTest: async ({ definitions }, { from, onProgress }) => {
      const ask = backTestCreate.safeParse({ definitions, from })
      if (!ask.success)
        throw new RefusalError({ code: 'query_invalid', detail: `--from: ${ask.error.issues[0]?.message}.` })
      const more = onProgress === undefined ? {} : { onProgress }
      return orThrow(await askBackTest(parts, program, { ...ask.data, ...more, signal }))
    },
    publish: async (note) => orThrow(await programs.publishRelease({ programId, note, actor })).number,
  }
}
