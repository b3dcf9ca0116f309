import { earningRuleSpec } from '@perennial/contract'
import { describe, expect, test } from 'vitest'
import { stampCardKind } from '../../challenges/index.ts'
import { earningRuleKind } from '../../earning/index.ts'
import { type AnyKind, buildRelease, ownKinds, type Release } from '../../programs/index.ts'
import { tierLadderKind } from '../../tiers/index.ts'
import { sentenceKeys } from './clause.ts'
import { makeDocument } from './make-document.ts'
import { makeSections } from './make-sections.ts'
import { termsPage } from './terms-page.ts'
import { type Language, languages, wordsOf } from './words.ts'

const kinds = [
  ...ownKinds,
  earningRuleKind,
  tierLadderKind,
  stampCardKind,
] as readonly unknown[] as readonly AnyKind[]
const unit = { one: 'point', other: 'points' }

function releaseOf(definitions: Record<string, object>): Release {
  const built = buildRelease({
    programId: 1,
    number: 1,
    kinds,
    codes: new Map(),
    definitions: Object.entries({
      'settings/program': { name: 'Shop', timeZone: 'Europe/London', currency: 'GBP' },
      'currency/points': { name: 'Points', unit },
      ...definitions,
    }).map(([place, spec]) => {
      const [kind = '', key = ''] = place.split('/')
      return { kind, key, spec }
    }),
  })
  if (!built.ok) throw new Error(JSON.stringify(built.errors))
  return built.release
}

function textsOf(definitions: Record<string, object>, about: string, language: Language = 'en'): string[] {
  const sections = makeSections(releaseOf(definitions), kinds)
  const document = makeDocument(sections, 'Shop', language)
  return document.sections.flatMap(({ paragraphs }) =>
    paragraphs
      .filter((each) => each.about === about)
      .flatMap(({ clauses }) => clauses.map(({ text }) => text)),
  )
}

function ruleTexts(rule: object, language: Language = 'en'): string[] {
  const spec = { name: 'Base', currency: 'points', award: { kind: 'per-order', points: 5 }, ...rule }
  return textsOf({ 'earning-rule/base': spec }, 'earning-rule/base', language).slice(1)
}

describe('an award', () => {
  test.each<[object, string]>([
    [
      { kind: 'per-money', points: 10, perMinor: 100 },
      'You get 10 points for every £1.00 that counts; parts count in proportion, rounded down to whole ones.',
    ],
    [{ kind: 'per-item', points: 1 }, 'You get 1 point for every item that counts.'],
    [{ kind: 'per-order', points: 1200 }, 'You get 1,200 points for every order with something that counts.'],
    [
      { kind: 'expression', expression: 'order.itemCount * 2' },
      'You get as many points as this formula gives: order.itemCount * 2. Each time: you order something.',
    ],
    [
      { kind: 'multiplier', factor: '2.5' },
      'It multiplies the points that you get by other rules: 2.5 times as many, rounded down to whole ones.',
    ],
  ])('is told in words', (award, text) => {
    const spec = { name: 'Base', currency: 'points', award }
    expect(textsOf({ 'earning-rule/base': spec }, 'earning-rule/base')[0]).toBe(text)
  })
})

describe('a condition', () => {
  test.each<[string, string]>([
    ['order.net >= 50.00', 'the sum of the items of the order is at least £50.00'],
    ['50.00 < order.net', 'the sum of the items of the order is above £50.00'],
    ['member.tier in ["gold", "vip"]', 'your tier is “Golden” or “Very important”'],
    [
      'order.itemCount >= 3 && activity.channel == "app"',
      'the number of items in the order is at least 3 and the way of buying is “app”',
    ],
    [
      'activity.channel == "app" || (member.orders == 0 && order.net > 5.00)',
      'the way of buying is “app” or (the number of your earlier orders is 0 and the sum of the items of the order is above £5.00)',
    ],
    ['!(activity.channel == "app")', 'it is not so that the way of buying is “app”'],
    [
      'items.exists(i, i.category == "coffee")',
      'the order has an item for which this is so: its category is “coffee”',
    ],
    ['member.attributes["city"] == "York"', '“city” in your profile is “York”'],
    ['"vip" in member.tags', 'the list of your marks contains “vip”'],
    // What has no words is quoted whole, so that it stays true.
    ['order.net * 2 > 50.00', 'this condition is met: order.net * 2 > 50.00'],
    [
      'items.exists(i, i.category == "coffee" && size(i.name) > 3)',
      'this condition is met: items.exists(i, i.category == "coffee" && size(i.name) > 3)',
    ],
    [
      'activity.channel == "app" && order.net * 2 > 50.00',
      'this condition is met: activity.channel == "app" && order.net * 2 > 50.00',
    ],
  ])('%s', (when, text) => {
    const ladder = {
      name: 'Club',
      metric: 'spend',
      window: 'lifetime',
      tiers: [
        { key: 'gold', name: 'Golden', threshold: 100 },
        { key: 'vip', name: 'Very important', threshold: 500 },
      ],
    }
    const rule = { name: 'Base', currency: 'points', award: { kind: 'per-order', points: 5 }, when }
    const texts = textsOf({ 'earning-rule/base': rule, 'tier-ladder/club': ladder }, 'earning-rule/base')
    expect(texts[1]).toBe(`It holds if ${text}.`)
  })
})

describe('a limit', () => {
  test.each<[object, string]>([
    [{ minimumBasketMinor: 2050 }, 'The basket must come to £20.50 or more.'],
    [{ cap: { points: 100, per: 'day' } }, 'It gives a member at most 100 points a day.'],
    [
      { caps: [{ of: 'household', times: 2, per: 'month' }] },
      'It gives a household something at most 2 times a month.',
    ],
    [{ budget: { points: 10000 } }, 'It gives all members together at most 10,000 points in all.'],
    [{ products: { exclude: ['GIFT'] } }, 'These products do not count: “GIFT”.'],
    [{ schedule: { weekdays: [2, 6] } }, 'It holds on Tuesday and Saturday only.'],
    [
      { schedule: { hours: { from: 7, until: 9 } } },
      'It holds between 07:00 and 09:00 only, by the time of Europe/London.',
    ],
    [{ schedule: { until: '2026-12-24T18:00:00Z' } }, 'It ends on 24 December 2026 at 18:00.'],
    [
      { holdout: { percent: 10 } },
      'A share of 10% of the members, always the same ones, does not get it, so that its effect can be measured.',
    ],
    [
      { chance: { percent: 12.5 } },
      'It is a surprise: each time chance decides whether you get it; you do 12.5% of the time.',
    ],
    [
      { stacking: { group: 'promo', mode: 'best' } },
      'Of the rules of the group promo only the one that is best for you counts.',
    ],
    [
      { expiry: { kind: 'rolling', days: 30 } },
      'They expire 30 days after the day of the activity that earned them, at the end of the day.',
    ],
  ])('is told in words', (rule, text) => {
    expect(ruleTexts(rule)).toEqual([text])
  })

  test('of a group is told as its first rule says it', () => {
    const rule = { name: 'Rule', currency: 'points', award: { kind: 'per-order', points: 5 } }
    const texts = textsOf(
      {
        'earning-rule/first': { ...rule, priority: 9, stacking: { group: 'promo', mode: 'best' } },
        'earning-rule/second': { ...rule, stacking: { group: 'promo', mode: 'all' } },
      },
      'earning-rule/second',
    )
    expect(texts).toContain('Of the rules of the group promo only the one that is best for you counts.')
  })

  test('is told of every field of a rule that can make it give less', () => {
    const silent = ['name', 'description', 'currency', 'on', 'award', 'rounding', 'paused', 'priority']
    const told = {
      chance: { percent: 5 },
      holdout: { percent: 5 },
      audience: { tags: { include: ['a'] } },
      when: 'order.net > 1.0',
      lines: 'line.sku == "a"',
      products: { include: ['a'] },
      categories: { include: ['a'] },
      stores: { include: ['a'] },
      channels: { include: ['a'] },
      minimumBasketMinor: 5,
      tax: false,
      shipping: true,
      schedule: { weekdays: [1] },
      cap: { points: 5, per: 'day' },
      caps: [{ points: 5, per: 'day' }],
      budget: { points: 5 },
      stacking: { group: 'g' },
      expiry: { kind: 'rolling', days: 3 },
      pending: { kind: 'delay', days: 3 },
    }
    expect(Object.keys(earningRuleSpec.shape).sort()).toEqual([...silent, ...Object.keys(told)].sort())
    for (const [field, value] of Object.entries(told))
      expect([field, ruleTexts({ [field]: value }).length]).toEqual([field, 1])
  })

  test('of a rule that is paused is not told: it gives nothing', () => {
    expect(ruleTexts({ paused: true })).toEqual([])
  })

  test('in Persian has Persian digits, money and days of the Persian calendar', () => {
    expect(ruleTexts({ minimumBasketMinor: 2050 }, 'fa')[0]).toContain('۲۰٫۵۰')
    expect(ruleTexts({ schedule: { until: '2026-12-24T18:00:00Z' } }, 'fa')[0]).toContain('۳ دی ۱۴۰۵')
    expect(ruleTexts({ schedule: { weekdays: [6] } }, 'fa')[0]).toContain('شنبه')
  })
})

describe('a currency', () => {
  test('is told with its end, its wait, its warnings and what a return takes', () => {
    const spec = {
      name: 'Points',
      unit,
      expiry: { kind: 'calendar-day', month: 12, day: 31, minimumMonths: 6 },
      pending: { kind: 'delay', days: 14 },
      warnDays: [7, 30],
      debt: 'within-balance',
      restoredDays: 0,
    }
    expect(textsOf({ 'currency/points': spec }, 'currency/points')).toEqual([
      'You earn points and use them in this programme.',
      'They can be used 14 days after the activity that earned them.',
      'They expire at the end of the first 31 December that lies 6 months or more ahead.',
      'You are warned 30 days and 7 days before they expire.',
      'If you give something back, what it no longer earns is taken back, as far as it is still there.',
      'What you paid with and get back lives on as before; what has expired meanwhile is gone.',
    ])
  })

  test('is exchanged, given and pooled as its definition says', () => {
    const spec = {
      name: 'Points',
      unit,
      exchange: [{ to: 'miles', give: 3, get: 1 }],
      transfer: { maximum: 500, monthly: 1000, pool: true },
    }
    const miles = { name: 'Miles', unit: { one: 'mile', other: 'miles' } }
    const texts = textsOf({ 'currency/points': spec, 'currency/miles': miles }, 'currency/points')
    expect(texts).toContain('3 points can be exchanged for 1 mile.')
    expect(texts).toContain(
      'You can give points to other members: at most 500 points at a time and 1,000 points in a calendar month.',
    )
    expect(texts).toContain('What you were given can be given on after 72 hours.')
    expect(texts).toContain(
      'Households can keep points in a common pool: at most 500 points go into it at a time.',
    )
  })
})

test('a ladder is told with its window, thresholds, benefits and grace', () => {
  const ladder = {
    name: 'Club',
    metric: 'spend',
    window: 'calendar-year',
    graceDays: 60,
    tiers: [
      { key: 'basic', name: 'Basic', threshold: 0 },
      { key: 'gold', name: 'Gold', threshold: 60000, benefits: ['Gold area'] },
    ],
  }
  expect(textsOf({ 'tier-ladder/club': ladder }, 'tier-ladder/club')).toEqual([
    'Your tier follows what you spend in a calendar year.',
    'Basic: from the day you join.',
    'Gold: from £600.00.',
    'Gold: Gold area',
    'You keep a tier for 60 days after your total no longer reaches it.',
    'What you give back lowers the total of the day of its order; a tier may fall by it at once.',
  ])
})

test('every language has every part of every sentence', () => {
  const partsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
  for (const language of languages)
    for (const sentence of sentenceKeys)
      expect([sentence, partsOf(wordsOf(language).sentences[sentence])]).toEqual([
        sentence,
        partsOf(wordsOf('en').sentences[sentence]),
      ])
})

test('the page escapes what the business wrote, and says its language and direction', () => {
  const sections = makeSections(releaseOf({ 'cause/sea': { name: '<b>Sea</b>', description: 'x' } }), kinds)
  const since = Date.parse('2026-01-05T00:00:00Z')
  const page = (language: Language) =>
    termsPage(makeDocument(sections, 'Shop & Co', language), { version: 3, since, timeZone: 'UTC' })
  expect(page('en')).toContain('<html lang="en" dir="ltr">')
  expect(page('en')).toContain('Version 3, in force since 5 January 2026')
  expect(page('en')).toContain('&lt;b&gt;Sea&lt;/b&gt;')
  expect(page('en')).not.toContain('<b>')
  expect(page('fa')).toContain('<html lang="fa" dir="rtl">')
  expect(page('fa')).toContain('نسخهٔ ۳')
})

test('a ladder with a soft landing, a gift on reaching a tier and known benefits is told so', () => {
  const ladder = {
    name: 'Club',
    metric: 'orders',
    window: 'enrolment-year',
    landing: 'one-step',
    noticeDays: 30,
    tiers: [
      {
        key: 'gold',
        name: 'Gold',
        threshold: 5,
        entry: { currency: 'points', points: 100 },
        benefits: [
          { kind: 'multiplier', factor: '1.5', currency: 'points' },
          { kind: 'free-shipping', minimumBasketMinor: 2000 },
          { kind: 'early-access', hours: 24 },
        ],
      },
    ],
  }
  expect(textsOf({ 'tier-ladder/club': ladder }, 'tier-ladder/club')).toEqual([
    'Your tier follows the number of your orders in a year of your membership.',
    'Gold: from 5.',
    'Gold: 100 points, the first time you reach it.',
    'Gold: 1.5 times as many points as without it.',
    'Gold: free shipping for baskets of £20.00 or more.',
    'Gold: access to what is new, 24 hours before others.',
    'At each end of its period you go down by at most one tier.',
    'A tier falls when your total no longer reaches it.',
    'You are told 30 days before you lose a tier.',
    'What you give back lowers the total of the day of its order; a tier may fall by it at once.',
  ])
})

test('a stamp card is told with what stamps it, when it is full and what it gives', () => {
  const coffee = { name: 'Free coffee', unit: { one: 'free coffee', other: 'free coffees' } }
  const card = {
    name: 'Coffee card',
    categories: { include: ['coffee'] },
    stamps: { kind: 'per-item' },
    size: 10,
    expires: { months: 6 },
    perDay: 3,
    reward: { currency: 'coffee', amount: 1 },
  }
  expect(textsOf({ 'currency/coffee': coffee, 'stamp-card/coffee': card }, 'stamp-card/coffee')).toEqual([
    'Every item that counts gives 1 of its stamps.',
    'Only these categories of products count: “coffee”.',
    'A card with 10 stamps is full and gives 1 free coffee.',
    'Then the next one begins.',
    'A stamp lasts 6 months after the day on which it was given.',
    'A day gives at most 3 stamps.',
  ])
})
