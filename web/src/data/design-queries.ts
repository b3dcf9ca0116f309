import type { ConditionModel, DefinitionKind, DefinitionView, ExpressionView } from '@perennial/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ask, read, readRevised } from './api.ts'
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
export const designKeys = [
  'definitions',
  'comparison',
  'draft',
  'definition',
  'estimate',
  'samples',
  'segments',
  'trial',
] as const

interface Expression {
  program: string
  /** Kind and field, such as `earning-rule.when`. */
  place: string
  /** The activity type that the definition listens to. */
  on: string | undefined
}

/** What an expression says, what it may read, and what saving would refuse. Changes nothing. */
export function expressionQuery({ program, place, on }: Expression, text: string) {
  return queryOptions({
    queryKey: ['expression', program, place, on ?? '', text],
    queryFn: ({ signal }) =>
      ask<ExpressionView>(['programs', program, 'expressions:check'], {
        body: { kind: place, ...(on === undefined ? {} : { on }), ...(text === '' ? {} : { text }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** A condition as text. Throws ApiError, and nothing else. */
export async function writeCondition(
  { program, place, on }: Expression,
  model: ConditionModel,
): Promise<string> {
  const body = { kind: place, ...(on === undefined ? {} : { on }), model }
  return (await ask<ExpressionView>(['programs', program, 'expressions:check'], { body })).text
}
