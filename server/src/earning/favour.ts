import type { EarningRuleSpec } from '@perennial/contract'
import type { Favour } from '../programs/index.ts'

/**
 * Which changes of a rule never take from a member. A rule of a group may push another one aside when it gives more or
 * applies more often, so nothing is provable of it; nor is it of a rule that gives by a formula.
 */
export const ruleFavour: Favour = {
  added: true,
  doubt: (spec) => (spec as EarningRuleSpec).stacking !== undefined,
  fields: {
    name: ['any'],
    description: ['any'],
    'award.points': ['more'],
    'award.perMinor': ['less'],
    'award.factor': ['more'],
    paused: ['off'],
    audience: ['gone'],
    holdout: ['gone'],
    'holdout.percent': ['less'],
    when: ['gone'],
    lines: ['gone'],
    products: ['gone'],
    'products.*': ['gone'],
    categories: ['gone'],
    'categories.*': ['gone'],
    stores: ['gone'],
    'stores.*': ['gone'],
    channels: ['gone'],
    'channels.*': ['gone'],
    minimumBasketMinor: ['less', 'gone'],
    tax: ['on'],
    shipping: ['on'],
    schedule: ['gone'],
    'schedule.from': ['earlier', 'gone'],
    'schedule.until': ['later', 'gone'],
    'schedule.weekdays': ['gone'],
    'schedule.hours': ['gone'],
    cap: ['gone'],
    'cap.points': ['more'],
    'caps[].points': ['more'],
    'caps[].times': ['more'],
    budget: ['gone'],
    'budget.points': ['more'],
    'budget.times': ['more'],
    'expiry.days': ['more'],
    'expiry.months': ['more'],
    'pending.days': ['less'],
    'pending.atLatestDays': ['less'],
  },
}
