import { type VerdictReason, verdictReasonCodes } from '@perennial/contract'
import { createIntl } from 'react-intl'
import { expect, test } from 'vitest'
import common from '../../messages/en.json' with { type: 'json' }
import commonInPersian from '../../messages/fa.json' with { type: 'json' }
import en from '../../messages/verdicts/en.json' with { type: 'json' }
import fa from '../../messages/verdicts/fa.json' with { type: 'json' }
import { createFormatter } from '../../ui/format.ts'
import { reasonWords, type Say } from './reason-words.ts'

const catalogues = { en: { ...common, ...en }, fa: { ...commonInPersian, ...fa } }

function told(locale: 'en' | 'fa', code: string, params: VerdictReason['params']): string {
  const messages: Record<string, string> = catalogues[locale]
  const intl = createIntl({ locale, messages })
  const say: Say = (id, fallback, values) => (id in messages ? intl.formatMessage({ id }, values) : fallback)
  const format = createFormatter({ locale, timeZone: 'Europe/London' })
  const reason = { code, params } as VerdictReason
  return reasonWords(reason, 'A sentence.', { say, format }).replaceAll(/[\u2066-\u2069]/g, '')
}

const limit = { unit: 'points', most: 1200, room: 0, desired: 50, granted: 0, store: '', day: '2026-05-13' }

test.each<[string, VerdictReason['params'], string, string]>([
  ['paused', {}, 'The rule is paused.', 'این قانون متوقف شده است.'],
  [
    'weekday',
    { weekday: 3, weekdays: [1, 7] },
    'It was Wednesday; the rule holds on Monday, Sunday.',
    'روز چهارشنبه بود؛ این قانون در این روزها برقرار است: دوشنبه، یکشنبه.',
  ],
  [
    'hour',
    { hour: 13, hours: ['8-10', '17-19'] },
    'It was hour 13; the rule holds at 8–10, 17–19.',
    'ساعت ۱۳ بود؛ این قانون در این ساعت‌ها برقرار است: ۸–۱۰، ۱۷–۱۹.',
  ],
  [
    'tier',
    { held: [], tiers: ['gold'] },
    'The member holds no tier; the rule is for gold.',
    'سطح این عضو بی‌سطح است؛ این قانون برای gold است.',
  ],
  [
    'minimum-basket',
    { netMinor: 1234, minimumMinor: 5000, currency: 'GBP' },
    'The order comes to £12.34; the rule needs at least £50.00.',
    '',
  ],
  [
    'limit',
    { ...limit, of: 'member', per: 'month' },
    'A member, in that month: at most 1,200 points; 0 were left, so 0 of 50 were granted.',
    'هر عضو، در آن ماه: دست‌بالا ۱٬۲۰۰ امتیاز؛ ۰ مانده بود، پس ۰ از ۵۰ داده شد.',
  ],
  [
    'limit',
    { ...limit, unit: 'times', of: 'everybody', per: 'lifetime' },
    'All members together, in all time: at most 1,200 times, and none was left: 0 of 50 points were granted.',
    '',
  ],
  [
    'lines-left-out',
    { count: 2, lines: ['A', 'B'] },
    '2 lines do not count: A, B.',
    '۲ سطر حساب نمی‌شود: A، B.',
  ],
  [
    'no-line',
    {
      count: 4,
      lines: ['A', 'B', 'C'],
      why: ['product', 'category', 'no-category'],
      categories: ['x', 'tea', ''],
    },
    'No line of the order counts: A is not one of the products; B is in the category tea; C has no category; and one more.',
    'هیچ سطری از سفارش حساب نمی‌شود: A از محصول‌های موردنظر نیست; B در دستهٔ tea است; C دسته‌ای ندارد; و یکی دیگر.',
  ],
  ['not-known-here', {}, 'A sentence.', 'A sentence.'],
])('%s %j', (code, params, english, persian) => {
  expect(told('en', code, params)).toBe(english)
  if (persian !== '') expect(told('fa', code, params)).toBe(persian)
})

test('every code has words of its own in Persian', () => {
  const english = verdictReasonCodes.filter((code) => /^[\x20-\x7e]*$/.test(fa[`verdict.${code}`]))
  expect(english).toEqual([])
})
