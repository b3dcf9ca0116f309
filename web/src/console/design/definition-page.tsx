import type { DefinitionKind } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { definitionsQuery, draftQuery, schemaQuery } from '../../data/design-queries.ts'
import { blankOf, isObject, type JsonSchema, type Spec } from '../../data/json-schema.ts'
import { useTextOr } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { useProgram } from '../program.tsx'
import { BackToDesign } from './back-to-design.tsx'
import { DefinitionForm } from './definition-form.tsx'
import { keyFrom, singleKinds } from './kinds.ts'
import { startOf } from './starts.ts'

const existing = getRouteApi('/$program/design/$kind/$key')
const fresh = getRouteApi('/$program/design/new/$kind')

/** One definition as it is edited. */
export function DefinitionPage() {
  const textOr = useTextOr()
  const program = useProgram()
  const params = existing.useParams()
  const kind = params.kind as DefinitionKind
  const draft = useQuery(draftQuery(program.key, { kind, key: params.key }))
  const schema = useQuery(schemaQuery(kind))
  const error = draft.error ?? schema.error
  if (error)
    return (
      <Page title={textOr(`kind.${kind}`, kind)} subtitle={<BackToDesign />}>
        <Failure error={error} retry={() => void Promise.all([draft.refetch(), schema.refetch()])} />
      </Page>
    )
  if (!draft.data || !schema.data) return <Loading />
  return (
    <DefinitionForm
      key={`${kind}/${params.key}`}
      kind={kind}
      definitionKey={params.key}
      schema={schema.data}
      initial={{ spec: draft.data.body.spec, etag: draft.data.etag }}
    />
  )
}

/** A definition that does not exist yet. */
export function NewDefinitionPage() {
  const textOr = useTextOr()
  const program = useProgram()
  const kind = fresh.useParams().kind as DefinitionKind
  const schema = useQuery(schemaQuery(kind))
  const definitions = useQuery(definitionsQuery(program.key))
  const error = schema.error ?? definitions.error
  if (error)
    return (
      <Page title={textOr(`kind.${kind}`, kind)} subtitle={<BackToDesign />}>
        <Failure error={error} retry={() => void Promise.all([schema.refetch(), definitions.refetch()])} />
      </Page>
    )
  if (!schema.data || !definitions.data) return <Loading />
  const taken = definitions.data.filter((each) => each.kind === kind).map((each) => each.key)
  const single = singleKinds.get(kind)
  return (
    <DefinitionForm
      key={`new/${kind}`}
      kind={kind}
      definitionKey={single}
      keyFor={(name) => keyFrom(name, kind, taken)}
      schema={schema.data}
      initial={{ spec: startSpec(kind, schema.data, definitions.data), etag: undefined }}
    />
  )
}

function startSpec(
  kind: DefinitionKind,
  schema: JsonSchema,
  definitions: Parameters<typeof startOf>[1],
): Spec {
  const blank = blankOf(schema)
  return { ...(isObject(blank) ? blank : {}), ...startOf(kind, definitions) }
}
