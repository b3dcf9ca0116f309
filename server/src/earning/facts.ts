import type { SettingsSpec } from '@perennial/contract'
import { lineType } from '../activity/index.ts'
import { activityTypeOf, type FactSchema } from '../programs/index.ts'
import type { FactType } from '../rules/index.ts'

const text: FactType = { kind: 'string' }
const whole: FactType = { kind: 'int' }
const number: FactType = { kind: 'decimal' }
const truth: FactType = { kind: 'bool' }
const money: FactType = { kind: 'money' }
const time: FactType = { kind: 'timestamp' }
const texts: FactType = { kind: 'map', of: text }
const textList: FactType = { kind: 'list', of: text }

const orderType: FactType = {
  kind: 'object',
  name: 'order',
  fields: {
    /** The sum of the lines, after discounts. */
    net: money,
    /** Lines, shipping, and tax where the lines do not contain it. */
    total: money,
    tax: money,
    shipping: money,
    lineCount: whole,
    /** All quantities together, rounded down. */
    itemCount: whole,
    currency: text,
  },
}

const memberType: FactType = {
  kind: 'object',
  name: 'member',
  fields: {
    /** Key of the tier on the first ladder; "" without one. */
    tier: text,
    /** Key of the tier by ladder; "" without one. */
    tiers: texts,
    /** Read as text: numbers and booleans as they are written in JSON. */
    attributes: texts,
    enrolledAt: time,
    /** The texts of the attribute `tags`. */
    tags: textList,
    /** Keys of the segments that the member is in. */
    segments: textList,
    /** Orders before this one, those that were given back included. */
    orders: whole,
  },
}

/** The orders before this one as far as returns have left them: one that was given back whole never was. */
const historyType: FactType = {
  kind: 'object',
  name: 'history',
  fields: {
    orders: whole,
    /** The sum of their lines. */
    spend: money,
    firstOrderAt: time,
    lastOrderAt: time,
    /** Days since the day of the last order. */
    daysSinceLastOrder: whole,
  },
}

const fieldTypes: Readonly<Record<string, FactType>> = {
  text,
  number,
  boolean: truth,
  'text-list': textList,
}

function dataFields(type: string, settings: SettingsSpec): Readonly<Record<string, FactType>> {
  const forms = Object.entries(activityTypeOf(type, settings)?.fields ?? {})
  return Object.fromEntries(forms.map(([name, form]) => [name, fieldTypes[form] ?? text]))
}

/** The variables of `when` and of an expression, for rules that listen to the type. */
export function ruleFacts(type: string, settings: SettingsSpec): FactSchema {
  const activity: FactType = {
    kind: 'object',
    name: 'activity',
    fields: {
      type: text,
      source: text,
      channel: text,
      store: text,
      occurredAt: time,
      data: { kind: 'object', name: `data of ${type}`, fields: dataFields(type, settings) },
    },
  }
  const everywhere: FactSchema = {
    activity,
    member: memberType,
    history: historyType,
    balances: { kind: 'map', of: whole },
    /** What was counted before this activity, in the period of its day. */
    counters: { kind: 'map', of: whole },
    /** The same with this activity in it. */
    countersAfter: { kind: 'map', of: whole },
  }
  if (type !== 'order.placed') return everywhere
  return { ...everywhere, order: orderType, items: { kind: 'list', of: lineType } }
}
