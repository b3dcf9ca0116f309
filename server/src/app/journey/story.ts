import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  amountMinor,
  amountMinorSigned,
  day,
  freeData,
  key,
  points,
  quantity,
  settingsSpec,
  text,
} from '@perennial/contract'
import { parse } from 'yaml'
import { z } from 'zod'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { readTemplate } from '../../programs/index.ts'

/** Somebody of the story, by the name that the story gives them. */
const person = key
/** How later steps name an order, a spend or a hold. */
const label = key
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Amounts by currency of the programme. */
const amounts = z.record(key, points.min(1))

const count = z.union([quantity, z.int().min(1).max(1_000)]).transform(String)

const item = z.strictObject({
  /** Default: the category, else `goods`. */
  sku: text(64).optional(),
  category: text(100).optional(),
  /** Of one, as people write it: `3.40`. */
  price: z.string().regex(/^\d{1,12}(\.\d{1,9})?$/),
  quantity: count.default('1'),
  /** Net of line discounts, where that is not quantity times price. */
  amountMinor: amountMinorSigned.optional(),
  data: freeData.optional(),
})

const basket = z.strictObject({
  id: label.optional(),
  channel: key.optional(),
  store: key.optional(),
  items: z.array(item).min(1).max(50),
  shippingMinor: amountMinor.optional(),
  discountMinor: amountMinor.optional(),
})

/** What a step does; exactly one of them, or none in a step that only looks. */
export const actions = {
  /** Enrols the person. */
  join: z.strictObject({
    name: text(200).optional(),
    email: text(320).optional(),
    phone: text(32).optional(),
    card: text(64).optional(),
    attributes: freeData.optional(),
  }),
  /** Changes attributes of the person, the others stay. */
  change: z.strictObject({ attributes: freeData }),
  order: basket,
  /** Asks what an order would earn: nothing is written. */
  quote: basket,
  /** Brings back an order, or the lines named by their numbers from 1 or by their SKUs. */
  return: z.strictObject({
    order: label,
    items: z
      .array(
        z.strictObject({
          line: z.int().min(1).optional(),
          sku: text(64).optional(),
          quantity: count.default('1'),
        }),
      )
      .min(1)
      .optional(),
  }),
  cancel: z.strictObject({ order: label }),
  fulfil: z.strictObject({ order: label }),
  activity: z.strictObject({
    type: key,
    channel: key.optional(),
    store: key.optional(),
    data: freeData.optional(),
  }),
  spend: z.strictObject({ id: label.optional(), of: amounts, for: text(128).optional() }),
  giveBack: z.strictObject({ spend: label, of: amounts.optional() }),
  hold: z.strictObject({ id: label, of: amounts, minutes: z.int().min(1).optional() }),
  capture: z.strictObject({ hold: label, of: amounts.optional() }),
  cancelHold: z.strictObject({ hold: label }),
  adjust: z.strictObject({ currency: key, amount: z.int(), reason: text(500) }),
  topUp: z.strictObject({ currency: key, amount: points.min(1) }),
  exchange: z.strictObject({ from: key, to: key, amount: points.min(1) }),
  gift: z.strictObject({ to: person, currency: key, amount: points.min(1) }),
  donate: z.strictObject({ cause: key, currency: key, amount: points.min(1) }),
} as const
export type ActionName = keyof typeof actions
export const actionNames = Object.keys(actions) as ActionName[]

const balanceExpected = z.union([
  points,
  z.strictObject({ available: points, pending: points, held: points, debt: points }).partial(),
])
const tierExpected = z.union([
  key,
  z.null(),
  z.strictObject({ tier: key.nullable(), total: z.int(), next: key.nullable(), missing: z.int() }).partial(),
])

/** What must then be so. Only what is named is compared. */
export const expected = z.strictObject({
  /** The step is refused with this code, and changed nothing. */
  refused: z.string().optional(),
  /** What the reply says was earned or taken back, summed by currency. */
  earned: z.record(key, points).optional(),
  /** Rules that gave something, and rules that did not. */
  applied: z.array(key).optional(),
  notApplied: z.array(key).optional(),
  /** Tiers that the step led to, by ladder, up or down. */
  reaches: z.record(key, key.nullable()).optional(),
  /** Activities that the step itself caused, as far as rules listen to them. */
  emits: z.array(key).optional(),
  /** What can be spent, or its parts, by currency. */
  balances: z.record(key, balanceExpected).optional(),
  /** Tier by ladder. */
  tiers: z.record(key, tierExpected).optional(),
  /** Stamps on the card that is being filled, or more of it, by card. */
  cards: z
    .record(
      key,
      z.union([
        z.int().min(0),
        z.strictObject({ stamps: z.int(), size: z.int(), completed: z.int() }).partial(),
      ]),
    )
    .optional(),
  /** Whether the person is in a segment. */
  segments: z.record(key, z.boolean()).optional(),
  /** Types of activities that the person has had since the story began, with how often. */
  happened: z.record(key, z.int().min(0)).optional(),
  /** A statement over days, both ends included. */
  statement: z
    .strictObject({
      from: day,
      to: day,
      currency: key,
      opening: points,
      closing: points,
      movements: z.int().min(0).optional(),
    })
    .optional(),
  /** Whether the books of the whole programme add up. */
  books: z.literal('clean').optional(),
})
export type Expected = z.infer<typeof expected>

const step = z
  .strictObject({
    /** Counts from 1. Default: the day of the step before. */
    day: z.int().min(1).max(4000).optional(),
    /** On the clocks of the programme. Default: of the step before on the same day, else of the story's start. */
    time: time.optional(),
    /** Default: the person of the step before. */
    who: person.optional(),
    /** What happens, for readers. */
    note: text(300).optional(),
    ...(Object.fromEntries(
      Object.entries(actions).map(([name, schema]) => [name, schema.optional()]),
    ) as unknown as { [Name in ActionName]: z.ZodOptional<(typeof actions)[Name]> }),
    expect: expected.optional(),
  })
  .refine((each) => actionNames.filter((name) => each[name] !== undefined).length <= 1, {
    message: 'A step does one thing',
  })
export type Step = z.infer<typeof step>

/** A story of customers that a programme has to make true: `journey.yaml` beside its definitions. */
const journey = z.strictObject({
  title: text(120),
  description: text(1000).optional(),
  /** When day 1 begins, on the clocks of the programme: `2026-03-02T08:00`. */
  starts: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
  steps: z.array(step).min(1).max(300),
})
type Journey = z.infer<typeof journey>

/** A story with what is to be known of the programme that it is about. */
export interface Story {
  journey: Journey
  /** Key of the template. */
  template: string
  timeZone: string
  /** The money of the programme. */
  currency: string
}

/** Reads the story of a template's folder. Refuses `not_found`, `definition_invalid` and `journey_invalid`. */
export async function readStory(folder: string): Promise<Verdict<Story>> {
  const template = await readTemplate(folder)
  if (!template.ok) return template
  const journey = await readJourney(folder)
  if (!journey.ok) return journey
  const settings = template.value.definitions.find((each) => each.kind === 'settings')
  const parsed = settingsSpec.safeParse(settings?.spec)
  if (!parsed.success) return refuse('definition_invalid', 'The template has no usable settings.')
  const { timeZone, currency } = parsed.data
  return ok({ journey: journey.value, template: path.basename(folder), timeZone, currency })
}

async function readJourney(folder: string): Promise<Verdict<Journey>> {
  const file = path.join(folder, 'journey.yaml')
  const name = path.basename(folder)
  if (!existsSync(file)) return refuse('not_found', `The template "${name}" has no journey.yaml.`)
  let content: unknown
  try {
    content = parse(await readFile(file, 'utf8'), { maxAliasCount: 0 })
  } catch (error) {
    return refuse('journey_invalid', `${name}/journey.yaml is not readable YAML: ${String(error)}`)
  }
  const parsed = journey.safeParse(content)
  if (parsed.success) return ok(parsed.data)
  const issues = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  return refuse('journey_invalid', `${name}/journey.yaml: ${issues.join('; ')}`)
}
