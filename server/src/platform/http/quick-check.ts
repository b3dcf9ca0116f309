import type { z } from 'zod'

type Test = (value: unknown) => boolean
type Schema = z.core.$ZodType
type Known = z.core.$ZodTypes
type Checks = readonly z.core.$ZodCheck<never>[] | undefined

/** Deeper schemas, and those that contain themselves, are left to their library. */
const depthMax = 8

/**
 * Makes a test of JSON values from a schema: where it holds, the schema would answer an equal value and no fault. It builds
 * nothing, neither copies nor results for each part, which for a body is most of the work. Where it does not hold nothing
 * is said: only what is plain is known here, and the schema itself has the last word.
 */
export function quickCheck(schema: Schema): Test {
  const { def } = (schema as Known)._zod
  return (def.type === 'object' ? objectTest(def, { depth: 0, whole: false }) : testOf(schema, 0)) ?? never
}

const never: Test = () => false

/** Undefined where the schema has a part that is not known, or that makes another value of what it is given. */
function testOf(schema: Schema, depth: number): Test | undefined {
  const { def } = (schema as Known)._zod
  if (depth > depthMax || ('coerce' in def && def.coerce === true)) return undefined
  switch (def.type) {
    case 'string':
      return 'format' in def ? undefined : all((value) => typeof value === 'string', def.checks)
    case 'number':
      return numberTest(def)
    case 'boolean':
      return all((value) => typeof value === 'boolean', def.checks)
    case 'literal':
    case 'enum': {
      const values = (schema as Known)._zod.values as ReadonlySet<unknown>
      return all((value) => values.has(value), def.checks)
    }
    case 'array':
      return arrayTest(def, depth)
    case 'record':
      return recordTest(def, depth)
    case 'union':
      return unionTest(def, depth)
    case 'object':
      return objectTest(def, { depth, whole: true })
    default:
      return undefined
  }
}

function numberTest(def: z.core.$ZodNumberDef): Test | undefined {
  if (!('format' in def)) return all(Number.isFinite, def.checks)
  return def.format === 'safeint' ? all(Number.isSafeInteger, def.checks) : undefined
}

function arrayTest(def: z.core.$ZodArrayDef, depth: number): Test | undefined {
  const item = testOf(def.element, depth + 1)
  return item && all((value) => Array.isArray(value) && value.every(item), def.checks)
}

function recordTest(def: z.core.$ZodRecordDef, depth: number): Test | undefined {
  const [key, item] = [testOf(def.keyType as Schema, depth + 1), testOf(def.valueType, depth + 1)]
  // Keys of a fixed set must all be there.
  if (key === undefined || item === undefined || (def.keyType as Schema)._zod.values !== undefined)
    return undefined
  return all((value) => {
    if (!isObject(value)) return false
    for (const name in value) if (name === '__proto__' || !key(name) || !item(value[name])) return false
    return true
  }, def.checks)
}

function unionTest(def: z.core.$ZodUnionDef, depth: number): Test | undefined {
  const options = def.options.map((option) => testOf(option, depth + 1))
  // Of several that fit the first counts, so all must be known; and where one alone may fit, it takes counting.
  if (def.inclusive === false || !options.every((option) => option !== undefined)) return undefined
  return all((value) => options.some((option) => option(value)), def.checks)
}

/** Of an object that is not `whole`, members that are not known may be absent. Only strict ones: others drop what they do not name. */
function objectTest(
  def: z.core.$ZodObjectDef,
  { depth, whole }: { depth: number; whole: boolean },
): Test | undefined {
  if (def.catchall === undefined || (def.catchall as Known)._zod.def.type !== 'never') return undefined
  const tests = new Map<string, { test: Test; required: number }>()
  let required = 0
  for (const [name, member] of Object.entries(def.shape)) {
    const inner = (member as Known)._zod.def
    const isOptional = inner.type === 'optional'
    // What is put in for an absent member is seen by the schema alone.
    if (!isOptional && member._zod.optin !== undefined) return undefined
    if (isOptional && member._zod.optin !== 'optional') return undefined
    const test = testOf(isOptional ? inner.innerType : member, depth + 1)
    if (test === undefined && whole) return undefined
    tests.set(name, { test: test ?? never, required: isOptional ? 0 : 1 })
    if (!isOptional) required += 1
  }
  return all((value) => {
    if (!isObject(value)) return false
    let missing = required
    for (const name in value) {
      const member = tests.get(name)
      if (member === undefined || !member.test(value[name])) return false
      missing -= member.required
    }
    return missing === 0
  }, def.checks)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function all(type: Test, checks: Checks): Test | undefined {
  const tests = (checks ?? []).map(testOfCheck)
  if (!tests.every((test) => test !== undefined)) return undefined
  const [first, second, third, ...more] = tests
  if (first === undefined) return type
  if (second === undefined) return (value) => type(value) && first(value)
  if (third === undefined) return (value) => type(value) && first(value) && second(value)
  if (more.length === 0) return (value) => type(value) && first(value) && second(value) && third(value)
  return (value) => type(value) && tests.every((test) => test(value))
}

/** A check of a value whose type is right. */
function testOfCheck(check: z.core.$ZodCheck<never>): Test | undefined {
  const { def } = (check as unknown as z.core.$ZodChecks | z.core.$ZodCustom)._zod
  switch (def.check) {
    case 'min_length':
      return (value) => (value as { length: number }).length >= def.minimum
    case 'max_length':
      return (value) => (value as { length: number }).length <= def.maximum
    case 'greater_than':
      return def.inclusive
        ? (value) => (value as number) >= (def.value as number)
        : (value) => (value as number) > (def.value as number)
    case 'less_than':
      return def.inclusive
        ? (value) => (value as number) <= (def.value as number)
        : (value) => (value as number) < (def.value as number)
    case 'string_format': {
      const { format, pattern } = def
      // A pattern that remembers where it was answers one text differently each time.
      if (format !== 'regex' || pattern === undefined || pattern.global || pattern.sticky) return undefined
      return (value) => pattern.test(value as string)
    }
    case 'custom': {
      // A refinement answers; what adds its own faults has no such function.
      const fn = (def as z.core.$ZodCustomDef).fn as ((value: unknown) => unknown) | undefined
      return fn && ((value) => fn(value) === true)
    }
    default:
      return undefined
  }
}
