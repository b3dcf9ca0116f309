import type { Instant } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'
import type { FactSource, Release } from '../programs/index.ts'
import { type CompiledRule, RuleError } from '../rules/index.ts'
import { sourcesRead } from './model/facts.ts'
import type { Segment } from './model/segment.ts'
import { readSince } from './store.ts'

/** The facts of members by owner, of the sources that the rule of a segment reads. */
export async function loadFacts(
  tx: Reader,
  sources: readonly FactSource[],
  ask: { release: Release; reads: readonly string[]; owners: readonly string[]; now: Instant },
): Promise<Map<string, Record<string, unknown>>> {
  const { release, owners, now } = ask
  const facts = new Map<string, Record<string, unknown>>(owners.map((owner) => [owner, { now }]))
  for (const source of sourcesRead(sources, ask.reads, release)) {
    const loaded = await source.load(tx, { release, owners, now })
    for (const [owner, own] of facts) {
      const known = own[source.name] as object | undefined
      own[source.name] = { ...known, ...loaded.get(owner) }
    }
  }
  return facts
}

/** Whether facts meet the condition of a rule, as the evaluator says. An evaluation without an answer does not. */
export function fits(rule: CompiledRule<boolean>, facts: Readonly<Record<string, unknown>>): boolean {
  try {
    return rule.evaluate(facts)
  } catch (error) {
    if (error instanceof RuleError) return false
    throw error
  }
}

/** How a member stands to a segment: in it or not, and for a live one whether the condition is met now, and why not. */
export async function explainMembership(
  tx: Reader,
  sources: readonly FactSource[],
  ask: { release: Release; segment: Segment; ownerId: string; now: Instant },
): Promise<{ since: Date | undefined; fits: boolean | null; because: readonly string[] }> {
  const { release, segment, ownerId, now } = ask
  const since = await readSince(tx, { programId: release.programId, segment: segment.key, ownerId })
  const { rule } = segment
  if (rule === undefined) return { since, fits: null, because: [] }
  const loaded = await loadFacts(tx, sources, { release, reads: rule.reads, owners: [ownerId], now })
  const facts = loaded.get(ownerId) ?? {}
  return { since, fits: fits(rule, facts), because: rule.explain(facts).because }
}
