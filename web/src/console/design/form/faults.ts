import {
  alternativesOf,
  chosenIndex,
  isObject,
  isRecordSchema,
  type JsonSchema,
} from '../../../data/json-schema.ts'

/** What is wrong with one field, before the server is asked. */
export interface Fault {
  /** Inside the spec, such as `tiers[1].threshold`. */
  path: string
  problem: 'missing' | 'number' | 'least' | 'most' | 'long' | 'form' | 'few' | 'many'
  limit?: number
}

/** A field below another one, as the API writes it. */
export function below(path: string, name: string | number): string {
  if (typeof name === 'number') return `${path}[${name}]`
  return path === '' ? name : `${path}.${name}`
}

/** Everything that the schema can tell is wrong. The server has the last word. */
export function faultsOf(schema: JsonSchema, value: unknown, path = ''): Fault[] {
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) {
    const chosen = alternativesOf(schema)[chosenIndex(schema, value)]
    return chosen === undefined ? [] : faultsOf(chosen, value, path)
  }
  if (schema.type === 'object') return objectFaults(schema, value, path)
  if (schema.type === 'array') return arrayFaults(schema, value, path)
  if (schema.type === 'integer' || schema.type === 'number') return numberFaults(schema, value, path)
  return typeof value === 'string' ? textFaults(schema, value, path) : []
}

function objectFaults(schema: JsonSchema, value: unknown, path: string): Fault[] {
  if (!isObject(value)) return [{ path, problem: 'missing' }]
  if (isRecordSchema(schema)) {
    const inner = schema.additionalProperties as JsonSchema
    return Object.entries(value).flatMap(([name, part]) => faultsOf(inner, part, below(path, name)))
  }
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const place = below(path, name)
    if (value[name] !== undefined) return faultsOf(part, value[name], place)
    return schema.required?.includes(name) ? [{ path: place, problem: 'missing' as const }] : []
  })
}

function arrayFaults(schema: JsonSchema, value: unknown, path: string): Fault[] {
  if (!Array.isArray(value)) return [{ path, problem: 'missing' }]
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema
  if (value.length < minItems) return [{ path, problem: 'few', limit: minItems }]
  if (value.length > maxItems) return [{ path, problem: 'many', limit: maxItems }]
  return value.flatMap((item, index) => faultsOf(schema.items ?? {}, item, below(path, index)))
}

function numberFaults(schema: JsonSchema, value: unknown, path: string): Fault[] {
  if (typeof value !== 'number' || Number.isNaN(value)) return [{ path, problem: 'number' }]
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema
  if (value < minimum) return [{ path, problem: 'least', limit: minimum }]
  if (value > maximum) return [{ path, problem: 'most', limit: maximum }]
  return []
}

function textFaults(schema: JsonSchema, value: string, path: string): Fault[] {
  const { maxLength = Number.POSITIVE_INFINITY, pattern } = schema
  if (value === '') return [{ path, problem: 'missing' }]
  if (value.length > maxLength) return [{ path, problem: 'long', limit: maxLength }]
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return [{ path, problem: 'form' }]
  return []
}
