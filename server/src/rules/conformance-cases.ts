import { tests } from '@bufbuild/cel-spec/testdata/conformance.js'
import type { FactType } from './fact-type.ts'

/** A value of the published suite, as JSON. */
interface SuiteValue {
  int64Value?: string
  uint64Value?: string
  doubleValue?: number | string
  stringValue?: string
  bytesValue?: string
  boolValue?: boolean
  nullValue?: unknown
  listValue?: { values?: SuiteValue[] }
  mapValue?: { entries?: { key: SuiteValue; value: SuiteValue }[] }
  typeValue?: string
  objectValue?: { '@type': string; value?: unknown }
  enumValue?: unknown
}

interface SuiteType {
  primitive?: string
  wellKnown?: string
  null?: unknown
  dyn?: unknown
  listType?: { elemType?: SuiteType }
  mapType?: { keyType?: SuiteType; valueType?: SuiteType }
}

/** One case of the published suite. */
export interface SuiteCase {
  file: string
  name: string
  expr: string
  value?: SuiteValue
  typedResult?: { result?: SuiteValue; deducedType?: SuiteType }
  evalError?: unknown
  checkOnly?: boolean
  disableCheck?: boolean
  container?: string
  typeEnv?: { name: string; ident?: { type: SuiteType } }[]
  bindings?: Record<string, { value?: SuiteValue }>
}

interface Suite {
  name: string
  suites?: readonly Suite[]
  tests?: readonly { original: Omit<SuiteCase, 'file'> }[]
}

/** Every case of every file of the published suite. */
export function allCases(): SuiteCase[] {
  const root: unknown = tests
  const walk = (suite: Suite, file: string): SuiteCase[] => [
    ...(suite.tests ?? []).map(({ original }) => ({ ...original, file })),
    ...(suite.suites ?? []).flatMap((inner) => walk(inner, file)),
  ]
  return (root as Suite).suites?.flatMap((suite) => walk(suite, suite.name)) ?? []
}

const primitives: Readonly<Record<string, FactType>> = {
  INT64: { kind: 'int' },
  DOUBLE: { kind: 'decimal' },
  STRING: { kind: 'string' },
  BOOL: { kind: 'bool' },
}

const wellKnown: Readonly<Record<string, FactType>> = {
  TIMESTAMP: { kind: 'timestamp' },
  DURATION: { kind: 'duration' },
}

/** The type of a variable of a case, undefined where this subset has none for it. */
export function typeOf(type: SuiteType): FactType | undefined {
  if (type.primitive !== undefined) return primitives[type.primitive]
  if (type.wellKnown !== undefined) return wellKnown[type.wellKnown]
  if ('null' in type) return { kind: 'null' }
  if (type.listType?.elemType !== undefined) {
    const of = typeOf(type.listType.elemType)
    return of && { kind: 'list', of }
  }
  if (type.mapType?.valueType !== undefined && type.mapType.keyType?.primitive === 'STRING') {
    const of = typeOf(type.mapType.valueType)
    return of && { kind: 'map', of }
  }
  return undefined
}

/** The run-time value that a value of the suite is here; `undefined` where the subset has no such value. */
export function runtimeValue(value: SuiteValue): unknown {
  if (value.int64Value !== undefined) return Number(value.int64Value)
  if (value.doubleValue !== undefined) return Number(value.doubleValue)
  if (value.stringValue !== undefined) return value.stringValue
  if (value.boolValue !== undefined) return value.boolValue
  if ('nullValue' in value) return null
  if (value.listValue !== undefined) return (value.listValue.values ?? []).map(runtimeValue)
  if (value.mapValue !== undefined) {
    return Object.fromEntries(
      (value.mapValue.entries ?? []).map((entry) => [entry.key.stringValue ?? '', runtimeValue(entry.value)]),
    )
  }
  const object = value.objectValue
  if (object?.['@type'].endsWith('.Timestamp')) return Date.parse(String(object.value))
  if (object?.['@type'].endsWith('.Duration'))
    return Math.round(Number.parseFloat(String(object.value)) * 1000)
  return undefined
}

/** The types that a value of the suite may have here. An empty list or map has any. */
export function kindOf(value: SuiteValue): string {
  if (value.int64Value !== undefined) return 'int'
  if (value.doubleValue !== undefined) return 'decimal'
  if (value.stringValue !== undefined) return 'string'
  if (value.boolValue !== undefined) return 'bool'
  if ('nullValue' in value) return 'null'
  if (value.listValue !== undefined) return 'list'
  if (value.mapValue !== undefined) return 'map'
  return value.objectValue?.['@type'].endsWith('.Timestamp') ? 'timestamp' : 'duration'
}

/** The outcome that a case expects: a case without one expects `true`. */
export function expected(test: SuiteCase): SuiteValue {
  return test.value ?? test.typedResult?.result ?? { boolValue: true }
}
