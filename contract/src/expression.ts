import { z } from 'zod'
import { key, text } from './values.ts'

/** A fact as CEL names it: `order.net`, `balances["gift-points"]`, `i.category` inside a condition over elements. */
const factPath = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*|\["([^"\\\n]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"\])*$/,
  )
  .max(300)
  .meta({ example: 'order.net' })
const name = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
  .max(64)
const sources = z
  .string()
  .min(1)
  .max(4096)
  .refine((value) => !value.includes('\u0000') && value.isWellFormed(), {
    message: 'Text must be well-formed Unicode without NUL',
  })
const duration = z
  .string()
  .regex(/^-?(\d+(\.\d+)?(ms|h|m|s))+$/)
  .max(40)
  .meta({ example: '720h' })

/** What a fact is compared with. A `number` is kept as written; `ago` is so long before the fact `now`. */
export const conditionValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), value: text(500, 0) }),
  z.strictObject({
    kind: z.literal('number'),
    value: z
      .string()
      .regex(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)
      .max(40),
  }),
  z.strictObject({ kind: z.literal('truth'), value: z.boolean() }),
  z.strictObject({ kind: z.literal('time'), value: text(40) }),
  z.strictObject({ kind: z.literal('duration'), value: duration }),
  z.strictObject({ kind: z.literal('ago'), value: duration }),
  z.strictObject({ kind: z.literal('fact'), value: factPath }),
])
export type ConditionValue = z.infer<typeof conditionValue>

const compareOperator = z.enum(['==', '!=', '<', '<=', '>', '>='])
const textOperator = z.enum(['startsWith', 'endsWith', 'contains'])

/** The condition as a visual builder shows it; see docs/reference/rules.md. */
export type ConditionModel =
  | { kind: 'all' | 'any'; of: ConditionModel[] }
  | { kind: 'not'; of: ConditionModel }
  | { kind: 'compare'; fact: string; operator: z.infer<typeof compareOperator>; value: ConditionValue }
  | { kind: 'one-of'; fact: string; values: ConditionValue[] }
  | { kind: 'has'; fact: string; value: ConditionValue }
  | { kind: 'text'; fact: string; operator: z.infer<typeof textOperator>; value: string }
  | { kind: 'true'; fact: string }
  | { kind: 'known'; fact: string }
  | { kind: 'some' | 'every'; list: string; each: string; of: ConditionModel }
  | { kind: 'expression'; text: string }

const inner: z.ZodType<ConditionModel> = z.lazy(() => conditionModel)

/**
 * A condition as a tree: `all`, `any` and `not` of others; a fact compared with a value, or one of several; a list or
 * map that has an element; a text that begins with, ends with or contains another; a fact that is true or is known;
 * some or every element of a list. What has no form of its own is an `expression` in CEL.
 */
export const conditionModel: z.ZodType<ConditionModel> = z
  .union([
    z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(inner).max(200) }),
    z.strictObject({ kind: z.literal('not'), of: inner }),
    z.strictObject({
      kind: z.literal('compare'),
      fact: factPath,
      operator: compareOperator,
      value: conditionValue,
    }),
    z.strictObject({
      kind: z.literal('one-of'),
      fact: factPath,
      values: z.array(conditionValue).max(500),
    }),
    z.strictObject({ kind: z.literal('has'), fact: factPath, value: conditionValue }),
    z.strictObject({
      kind: z.literal('text'),
      fact: factPath,
      operator: textOperator,
      value: text(500, 0),
    }),
    z.strictObject({ kind: z.enum(['true', 'known']), fact: factPath }),
    z.strictObject({ kind: z.enum(['some', 'every']), list: factPath, each: name, of: inner }),
    z.strictObject({ kind: z.literal('expression'), text: sources }),
  ])
  .meta({ id: 'ConditionModel' })

/** What may be read in an expression: one fact, with the fields below it. */
export type FactNode = {
  path: string
  name: string
  label: string
  type: 'truth' | 'whole' | 'number' | 'text' | 'money' | 'time' | 'duration' | 'list' | 'map' | 'object'
  of?: FactNode['type'] | undefined
  choices?: { value: string; label: string }[] | undefined
  fields?: FactNode[] | undefined
}

const factType = z.enum([
  'truth',
  'whole',
  'number',
  'text',
  'money',
  'time',
  'duration',
  'list',
  'map',
  'object',
])

const factNode: z.ZodType<FactNode> = z
  .strictObject({
    /** As CEL names it; in the fields of an element, from the element on. */
    path: z.string(),
    name: z.string(),
    label: z.string(),
    type: factType,
    /** What a list or a map holds. */
    of: factType.optional(),
    /** Known texts that the fact can be, or known keys of a map. */
    choices: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
    /** Of an object, or of the elements of a list. */
    fields: z.array(z.lazy(() => factNode)).optional(),
  })
  .meta({ id: 'FactNode' })

/** An expression to look at: as text, as a model, or neither to see what may be read. */
export const expressionCheck = z.strictObject({
  /** The kind of definition and the field of its spec, such as `earning-rule.when`. */
  kind: z.string().max(120).meta({ example: 'earning-rule.when' }),
  /** The activity type that the definition listens to. Default: that of the kind. */
  on: key.optional(),
  text: z.string().max(20_000).optional(),
  /** Instead of a text. */
  model: conditionModel.optional(),
})
export type ExpressionCheck = z.infer<typeof expressionCheck>

export const expressionView = z.strictObject({
  /** The expression in CEL; empty when none was sent. */
  text: z.string(),
  /** The condition that the text says; null where it cannot be read or gives no truth. */
  model: conditionModel.nullable(),
  /** Why saving would refuse it. Empty when it would not. */
  problems: z.array(
    z.strictObject({
      message: z.string(),
      /** Line and column count from 1, offset from 0. Null where no place is to blame. */
      position: z
        .strictObject({ line: z.int(), column: z.int(), offset: z.int(), length: z.int() })
        .nullable(),
    }),
  ),
  /** What the expression must give. */
  gives: z.enum(['bool', 'int', 'decimal', 'string', 'money']),
  /** What it may read. */
  facts: z.array(factNode),
})
export type ExpressionView = z.infer<typeof expressionView>
