import type { Stage } from '../activity/index.ts'
import { readSegmentsOf } from './store.ts'

type Segments = readonly string[]

/** Contributes `member.segments`; loads them only where the release names them. Decides nothing. */
export function segmentsStage(): Stage<Segments> {
  return {
    name: 'segments',
    load: async (tx, { programId, owners, reads }) =>
      reads('member.segments') ? readSegmentsOf(tx, programId, owners) : new Map(),
    outside: ['segments'],
    tells: ['member.segments'],
    initial: () => [],
    facts: ({ state }) => ({ member: { segments: state } }),
    decides: () => false,
    decide: () => ({ ok: true, value: { effects: [], record: undefined, told: [], verdicts: [] } }),
    evolve: (state) => state,
    write: () => Promise.resolve(),
  }
}
