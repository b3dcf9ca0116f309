import {
  builtInActivityTypes,
  derivedActivityTypes,
  type EarningRuleSpec,
  standardActivityTypes,
} from '@perennial/contract'
import { describe, expect, it } from 'vitest'
import { activityTypeOf } from '../programs/index.ts'
import { buildSample, openShop, orderOf, standingPoints } from './sample.ts'

const readyRules = Object.fromEntries(
  standardActivityTypes.flatMap((type) => type.readyRules.map((rule) => [rule.key, rule.spec])),
)

describe('the standard types of activities', () => {
  it('have keys of their own, and required fields that they have', () => {
    const keys = standardActivityTypes.map((type) => type.key)
    expect(new Set([...keys, ...builtInActivityTypes]).size).toBe(keys.length + builtInActivityTypes.length)
    for (const type of standardActivityTypes)
      expect([type.key, type.required.filter((name) => !(name in type.fields))]).toEqual([type.key, []])
  })

  it('come with rules that a programme can publish as they are', () => {
    const rules = standardActivityTypes.flatMap((type) => type.readyRules)
    expect(Object.keys(readyRules)).toHaveLength(rules.length)
    expect(buildSample({ rules: readyRules })).toMatchObject({ ok: true })
  })

  it.each([
    ['review.posted', { product: 'a', stars: 5 }, { review: 20 }],
    ['review.posted', { product: 'a', photo: true }, { review: 20, 'review-photo': 30 }],
    ['review.posted', { product: 'a', photo: false }, { review: 20 }],
    ['quiz.answered', { quiz: 'q', correct: 5, questions: 5 }, { 'quiz-perfect': 30 }],
    ['quiz.answered', { quiz: 'q', correct: 4, questions: 5 }, {}],
    ['stay.tracked', { nights: 3 }, { nights: 300 }],
    ['member.birthday', { year: 2026 }, { birthday: 100 }],
    ['social.followed', { network: 'x' }, { follow: 25 }],
  ])('%s with %j earns %j by them', (type, data, expected) => {
    const shop = openShop({ rules: readyRules })
    expect(standingPoints(shop.place(orderOf([]), { type, data, basket: undefined }))).toEqual(expected)
  })

  it('give each of them at least once a rule that earns, whatever its data', () => {
    const silent = standardActivityTypes.filter((type) => type.readyRules.length === 0)
    expect(silent.map((type) => type.key)).toEqual(['segment.left'])
  })
})

describe('a programme that declares a standard type itself', () => {
  const rule = (when: string): Record<string, Partial<EarningRuleSpec>> => ({
    r: { on: 'review.posted', award: { kind: 'fixed', points: 1 }, when },
  })

  it('adds fields to it, and gives others a form of its own', () => {
    const activityTypes = {
      'review.posted': { name: 'Review', fields: { words: 'number', stars: 'text' }, required: ['words'] },
    }
    const when = 'activity.data.words > 10.0 && activity.data.stars == "five" && activity.data.photo'
    expect(buildSample({ rules: rule(when), activityTypes })).toMatchObject({ ok: true })
  })

  it.each(derivedActivityTypes)('may add to %s, and still nobody may send it', (type) => {
    const activityTypes = { [type]: { name: 'Mine', fields: { more: 'text' } } }
    const built = buildSample({ rules: {}, activityTypes })
    if (!built.ok) throw new Error('It is not built')
    expect(activityTypeOf(type, built.release.settings)).toMatchObject({
      isDerived: true,
      fields: { more: 'text' },
    })
  })

  it('knows no field that neither declares', () => {
    expect(buildSample({ rules: rule('activity.data.words > 10.0') })).toMatchObject({
      ok: false,
      errors: [{ field: 'when', code: 'rule_invalid' }],
    })
  })
})
