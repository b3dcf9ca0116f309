import type { ZodType, z } from 'zod'
import { ZodObject } from 'zod'
import { RefusalError } from '../../kernel/verdict.ts'
import type { FieldError } from './problem-reply.ts'
import { quickCheck } from './quick-check.ts'

type Validated = { value: unknown } | { error: Error }
type Issue = z.core.$ZodIssue

const errorsMax = 50

/** Compiles the check of one part of requests, for Fastify. */
export function compileRequestPart(part: {
  schema: unknown
  httpPart?: string
}): (data: unknown) => Validated {
  const schema = part.schema as ZodType
  switch (part.httpPart) {
    case 'params':
      // An address that cannot exist is answered like one that does not.
      return checkOf(schema, () => ({ code: 'not_found', detail: 'No such address.' }))
    case 'querystring':
      return queryCheck(schema)
    default:
      return checkOf(schema, (errors) => ({
        code: 'body_invalid',
        detail: summaryOf(errors),
        extra: { errors },
      }))
  }
}

function checkOf(
  schema: ZodType,
  refusal: (errors: FieldError[]) => RefusalError['refusal'],
): (data: unknown) => Validated {
  const isPlain = quickCheck(schema)
  return (data) => {
    if (isPlain(data)) return { value: data }
    const result = schema.safeParse(data)
    if (result.success) return { value: result.data }
    return { error: new RefusalError(refusal(fieldErrors(result.error.issues))) }
  }
}

// A misspelt `dryrun=true` that is ignored would post for real, so unknown parameters are refused.
function queryCheck(loose: ZodType): (data: unknown) => Validated {
  const schema = loose instanceof ZodObject ? loose.strict() : loose
  const check = checkOf(schema, (errors) => ({
    code: 'query_invalid',
    detail: summaryOf(errors),
    extra: { errors },
  }))
  const takesNothing = schema instanceof ZodObject && Object.keys(schema.shape).length === 0
  return (data) => {
    const entries = Object.entries(data ?? {})
    if (takesNothing && entries.length === 0) return { value: data }
    for (const [name, value] of entries) {
      if (/^(?:__proto__|constructor|prototype)\b/.test(name))
        return refused({ code: 'request_malformed', detail: 'The query has a name that is reserved.' })
      if (Array.isArray(value)) {
        const errors = [{ field: name, message: 'Given more than once' }]
        return refused({ code: 'query_invalid', detail: `${name}: given more than once.`, extra: { errors } })
      }
    }
    return check(data)
  }
}

function refused(refusal: RefusalError['refusal']): { error: Error } {
  return { error: new RefusalError(refusal) }
}

function summaryOf(errors: readonly FieldError[]): string {
  const [first] = errors
  if (first === undefined) return 'The input does not fit its schema.'
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return `${first.field === '' ? '' : `${first.field}: `}${first.message}${more}.`
}

/** The faults that a schema found, by JSON path; at most 50. Messages never repeat the value. */
function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap(errorsOf).slice(0, errorsMax)
}

function errorsOf(issue: Issue): FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: pathText([...issue.path, key]), message: 'Unknown field' }))
  return [{ field: pathText(issue.path), message: issue.message }]
}

function pathText(path: readonly PropertyKey[]): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else text += text === '' ? cut(String(step)) : `.${cut(String(step))}`
  }
  return text
}

// Keys are the caller's own text: bounded, so that a reply cannot be made long by them.
function cut(step: string): string {
  return step.length > 100 ? `${step.slice(0, 100)}...` : step.toWellFormed()
}
