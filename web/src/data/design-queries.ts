import type { DefinitionKind, DefinitionView } from '@perennial/contract'
import { queryOptions } from '@tanstack/react-query'
import { read, readRevised } from './api.ts'
import type { JsonSchema } from './json-schema.ts'

/** All drafts of a programme. */
export function definitionsQuery(program: string) {
  return queryOptions({
    queryKey: ['definitions', program],
    queryFn: async ({ signal }) =>
      (await read<{ definitions: DefinitionView[] }>(['programs', program, 'definitions'], { signal }))
        .definitions,
  })
}

/** One draft with its revision: always read again, because an edit is based on it. */
export function draftQuery(program: string, named: { kind: DefinitionKind; key: string }) {
  return queryOptions({
    queryKey: ['draft', program, named.kind, named.key],
    queryFn: ({ signal }) =>
      readRevised<DefinitionView>(['programs', program, 'definitions', named.kind, named.key], { signal }),
    staleTime: 0,
    gcTime: 0,
  })
}

/** The schema of what is decided in a definition of a kind. */
export function schemaQuery(kind: DefinitionKind) {
  return queryOptions({
    queryKey: ['schema', kind],
    queryFn: async ({ signal }) => {
      const file = await read<JsonSchema>(['schemas', kind], { signal })
      return file.properties?.spec ?? {}
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What changes when a definition does. */
export const designKeys = ['definitions', 'comparison', 'draft', 'definition'] as const
