import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type IdentifierKind, identifierKinds, normaliseIdentifier } from './identifiers.ts'
import { normaliseReference, parseMemberAddress } from './references.ts'

const nul = '\u0000'

// Refusals first: kind, what was written.
const refused: [IdentifierKind, string][] = [
  ['externalId', ''],
  ['externalId', '   '],
  ['externalId', `a${nul}b`],
  ['externalId', 'a\r\nb'],
  ['externalId', 'x'.repeat(129)],
  ['externalId', '\ud800'],
  ['email', 'sara'],
  ['email', '@example.com'],
  ['email', 'sara@'],
  ['email', 'sara@localhost'],
  ['email', 'sara@127.0.0.1'],
  ['email', 'sara@[::1]'],
  ['email', 'sara@ex%61mple.com'],
  ['email', 'sara@example.com/x'],
  ['email', 'sara@a..b.com'],
  ['email', 'sara@-a.com'],
  ['email', 'sara@a_b.com'],
  ['email', 'sara ahmadi@example.com'],
  ['email', 'sara@example.com\r\nbcc: eve@example.com'],
  ['email', 'sa\u202era@example.com'],
  ['email', '"sara"@example.com'],
  ['email', 'a@b@example.com'],
  ['email', `sara${nul}@example.com`],
  ['email', `${'a'.repeat(320)}@example.com`],
  ['phone', '020 7946 0958'],
  ['phone', '12345'],
  ['phone', '+44 1'],
  ['phone', '+1 213 373 4253 ext 5'],
  ['phone', 'call +44 20 7946 0958'],
  ['phone', '+999 123 456 789'],
  ['phone', '+442079460958;ext=5'],
  ['card', ''],
  ['card', ' - '],
  ['card', 'A\u0000B'],
  ['card', 'x'.repeat(65)],
  ['card', '4111 1111 1111 1111'],
  ['card', '5555-5555-5555-4444'],
  ['card', '378282246310005'],
  ['card', '٤١١١ ١١١١ ١١١١ ١١١١'],
  ['card', '4222222222222'],
  ['card', '6011000990139424'],
]

test.each(refused)('refused: %s %j', (kind, value) => {
  const verdict = normaliseIdentifier({ kind, value, field: `member.${kind}` })
  expect(verdict).toMatchObject({
    ok: false,
    refusal: { code: 'identifier_invalid', field: `member.${kind}` },
  })
})

// Kind, what was written, its one spelling.
const accepted: [IdentifierKind, string, string][] = [
  ['externalId', '  17850 ', '17850'],
  ['externalId', 'Cust-ÅB/1', 'Cust-ÅB/1'],
  ['email', ' Sara.Ahmadi+News@Example.COM ', 'sara.ahmadi+news@example.com'],
  ['email', 'jürgen@münchen.de', 'jürgen@xn--mnchen-3ya.de'],
  ['email', 'ju\u0308rgen@mu\u0308nchen.de', 'jürgen@xn--mnchen-3ya.de'],
  ['email', 'a@xn--mnchen-3ya.de', 'a@xn--mnchen-3ya.de'],
  ['email', '\u200fsara@example.com\u200f', 'sara@example.com'],
  ['email', 'sara@example.com.', 'sara@example.com'],
  ['email', 'sara@example。com', 'sara@example.com'],
  ['phone', '+44 (0)20 7946-0958', '+442079460958'],
  ['phone', '0044 20 7946 0958', '+442079460958'],
  ['phone', '+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹', '+989123456789'],
  ['phone', '+٩٨٩١٢٣٤٥٦٧٨٩', '+989123456789'],
  ['phone', '+๖๖๘๑๒๓๔๕๖๗๘', '+66812345678'],
  ['phone', '\u202a+44 20 7946 0958\u202c', '+442079460958'],
  ['card', ' ab-12 34 ', 'AB1234'],
  ['card', '۱۲۳۴ ۵۶۷۸', '12345678'],
  ['card', '2012345678903', '2012345678903'],
  ['card', '4111111111111112', '4111111111111112'],
]

test.each(accepted)('accepted: %s %j', (kind, value, spelling) => {
  expect(normaliseIdentifier({ kind, value })).toEqual({ ok: true, value: { kind, value: spelling } })
})

describe('a phone number without its country code', () => {
  test.each([
    ['GB', '020 7946 0958', '+442079460958'],
    ['GB', '00 44 20 7946 0958', '+442079460958'],
    ['IR', '۰۹۱۲۳۴۵۶۷۸۹', '+989123456789'],
    ['IR', '+989123456789', '+989123456789'],
    ['IR', '00989123456789', '+989123456789'],
  ])('belongs to the country of the stores: %s %s', (phoneCountry, value, spelling) => {
    const verdict = normaliseIdentifier({ kind: 'phone', value }, { phoneCountry })
    expect(verdict).toEqual({ ok: true, value: { kind: 'phone', value: spelling } })
  })
})

const digit = fc.constantFrom(...'0123456789', ...'۰۱۲۳۴۵۶۷۸۹', ...'٠١٢٣٤٥٦٧٨٩', ...'๐๑๒๓๔๕๖๗๘๙')
const written = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.emailAddress(),
  fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.domain())
    .map(([local, domain]) => `${local}@${domain.toUpperCase()}`),
  fc
    .tuple(fc.constantFrom('+', '00', ''), fc.array(fc.oneof(digit, fc.constantFrom(' ', '-', '(', ')'))))
    .map(([sign, rest]) => sign + rest.join('')),
)

test('normalising twice is normalising once, for every kind and any text', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...identifierKinds),
      written,
      fc.constantFrom(undefined, 'GB', 'IR', 'US', 'TH'),
      (kind, value, country) => {
        const context = country === undefined ? {} : { phoneCountry: country }
        const once = normaliseIdentifier({ kind, value }, context)
        if (!once.ok) return
        expect(normaliseIdentifier(once.value, context)).toEqual(once)
        expect(once.value.value.length).toBeLessThanOrEqual(320)
        expect(once.value.value).not.toMatch(/\p{Cc}/u)
        expect(once.value.value.isWellFormed()).toBe(true)
      },
    ),
    { numRuns: 3000 },
  )
})

test('digits of any script and separators name the same phone number', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3 }))),
      (digits) => {
        const zeros = [0x30, 0x6f0, 0x660, 0xe50]
        const plain = `+4420${digits.map(([value]) => value).join('')}`
        const mixed = `+4420 ${digits.map(([value, script]) => String.fromCodePoint((zeros[script] ?? 0x30) + value)).join(' ')}`
        const a = normaliseIdentifier({ kind: 'phone', value: plain })
        const b = normaliseIdentifier({ kind: 'phone', value: mixed })
        expect(b).toEqual(a)
      },
    ),
  )
})

describe('references', () => {
  test('a damaged id is refused by its field', () => {
    expect(normaliseReference({ id: 'mem_123' })).toMatchObject({
      ok: false,
      refusal: { field: 'member.id' },
    })
    expect(parseMemberAddress('sara')).toMatchObject({ ok: false, refusal: { field: 'member' } })
    expect(parseMemberAddress('nickname:sara')).toMatchObject({ ok: false })
  })
  test('an id becomes its UUID, an identifier its spelling', () => {
    const uuid = '01933f6e-2b7a-7c3e-8d1f-000000000001'
    expect(normaliseReference({ id: 'mem_01933f6e2b7a7c3e8d1f000000000001' })).toEqual({
      ok: true,
      value: { kind: 'id', value: uuid },
    })
    expect(parseMemberAddress('externalId:a:b')).toEqual({
      ok: true,
      value: { kind: 'externalId', value: 'a:b' },
    })
    expect(normaliseReference({ email: 'A@Example.com' })).toEqual({
      ok: true,
      value: { kind: 'email', value: 'a@example.com' },
    })
  })
})
