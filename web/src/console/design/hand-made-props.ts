import type { JsonSchema, Spec } from '../../data/json-schema.ts'

/** What an editor made by hand is given. */
export interface HandMadeProps {
  schema: JsonSchema
  spec: Spec
  change: (spec: Spec) => void
}
