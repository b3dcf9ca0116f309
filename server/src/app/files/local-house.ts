import { backTestCreate, definitionView } from '@perennial/contract'
import { type AskParts, askBackTest } from '../../activity/index.ts'
import { instantText } from '../../kernel/instants.ts'
import { orThrow } from '../../kernel/verdict.ts'
import type { Program, Programs } from '../../programs/index.ts'
import { type House, schemaUrlAt } from './house.ts'

/** A programme of this installation. */
export function localHouse(at: {
  parts: AskParts & { programs: Programs }
  program: Program
  publicUrl: string
}): House {
  const { parts, program, publicUrl } = at
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
    backTest: async ({ definitions }, from) =>
      orThrow(await askBackTest(parts, program, backTestCreate.parse({ definitions, from }))),
    publish: async (note) => orThrow(await programs.publishRelease({ programId, note, actor })).number,
  }
}
