import type { CompileContext, FactHints, FactSchema, FactSource } from '../../programs/index.ts'
import type { FactType } from '../../rules/index.ts'

/** The facts of all sources: fields that several sources add to one object are put together. */
export function segmentFacts(sources: readonly FactSource[], context: CompileContext): FactSchema {
  const facts: Record<string, FactType> = { now: { kind: 'timestamp' } }
  for (const source of sources) facts[source.name] = joined(facts[source.name], source.type(context))
  return facts
}

function joined(known: FactType | undefined, more: FactType): FactType {
  if (known === undefined) return more
  if (known.kind !== 'object' || more.kind !== 'object')
    throw new Error('Broken invariant: two sources of one fact that is no object')
  return { ...known, fields: { ...known.fields, ...more.fields } }
}

export function segmentHints(sources: readonly FactSource[], context: CompileContext): FactHints {
  return Object.assign(
    { now: { label: 'Now' } },
    ...sources.map((source) => source.hints?.(context) ?? {}),
  ) as FactHints
}

/** The sources that a rule reads, by the dotted paths of what it reads. Of one object, those whose fields are read. */
export function sourcesRead(
  sources: readonly FactSource[],
  reads: readonly string[],
  context: CompileContext,
): readonly FactSource[] {
  return sources.filter((source) => {
    const type = source.type(context)
    return reads.some((path) => {
      const [name, field] = path.split('.')
      if (name !== source.name) return false
      return type.kind !== 'object' || field === undefined || Object.hasOwn(type.fields, field)
    })
  })
}
