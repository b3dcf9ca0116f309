import type { ProgramView } from '@perennial/contract'
import { instantText } from '../kernel/instants.ts'
import type { Release } from './definition.ts'
import { programNow } from './move-clock.ts'
import type { Program } from './store.ts'

/** A programme as it is told; null while it has no release. */
export function viewOfProgram(program: Program, release: Release | null): ProgramView {
  return {
    key: program.key,
    name: release?.settings.name ?? program.name,
    test: program.test,
    now: instantText(programNow(program)),
    timeZone: release?.timeZone ?? null,
    currency: release?.settings.currency ?? null,
    release: release?.number ?? null,
    fourEyes: release?.settings.publishing.fourEyes ?? false,
    createdAt: instantText(program.createdAt.getTime()),
  }
}
