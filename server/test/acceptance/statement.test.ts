import type { Statement } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidOf } from '../../src/kernel/ids.ts'
import { dayOf, dayText } from '../../src/kernel/instants.ts'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program
const path = '/v1/programs/wallet/members/externalId:ann/statement'
const evil = '=HYPERLINK("http://x","<script>alert(1)</script>")'

beforeAll(async () => {
  house = await openApiHouse()
  program = await house.createProgram('wallet', { definitions: walletDefinitions({ points: { scale: 2 } }) })
  const made = await house.ask({
    method: 'POST',
    path: '/v1/programs/wallet/members',
    body: { externalId: 'ann', name: '<b>Ann & Co</b>' },
  })
  expect(made.status).toBe(201)
  const ownerId = uuidOf('mem', String(made.body.id)) ?? ''
  for (const [amount, reason] of [
    [123_456, 'test'],
    [-56, evil],
  ] as const) {
    const adjust = { verb: 'adjust', currency: 'points', amount, reason, actor: 'staff:test' } as const
    const [done] = await house.pipeline.carryOut(program, [
      { ownerId, command: adjust, type: 'wallet.adjust', sourceId: reason },
    ])
    expect(done?.ok).toBe(true)
  }
  const spent = await command(house, 'members/externalId:ann/spends', {
    body: {
      parts: [{ currency: 'points', amount: 400 }],
      reference: 'order 7',
    },
  })
  await command(house, `members/externalId:ann/spends/${spent.body.activity}/returns`, {
    body: { reason: 'broken' },
  })
  await command(house, 'members/externalId:ann/holds', {
    body: { parts: [{ currency: 'points', amount: 1000 }] },
  })
})

afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

describe('a statement', () => {
  test('refuses days, currencies, formats and languages that do not exist', async () => {
    const rows = [
      ['?from=2026-02-30', 422, 'query_invalid'],
      ['?from=2026-03-02&to=2026-03-01', 422, 'query_invalid'],
      ['?currency=gold', 422, 'currency_not_offered'],
      ['?format=pdf', 422, 'query_invalid'],
      ['?lang=de', 422, 'query_invalid'],
    ] as const
    for (const [query, ...told] of rows) {
      const reply = await house.ask({ path: `${path}${query}` })
      expect([query, reply.status, reply.body.code]).toEqual([query, ...told])
    }
    const nobody = await house.ask({ path: path.replace('ann', 'nobody') })
    expect([nobody.status, nobody.body.code]).toEqual([404, 'not_found'])
    const rival = await house.ask({ path, key: house.rivalKey })
    expect(rival.status).toBe(404)
  })

  test('has an opening, every movement in plain words, and a closing that they add up to', async () => {
    const reply = await house.ask({ path: `${path}?currency=points` })
    const told = reply.body as unknown as Statement
    expect(told.currencies).toHaveLength(1)
    const [points] = told.currencies
    expect(points?.opening).toEqual({ available: 0, pending: 0, held: 0, debt: 0, total: 0 })
    expect(
      points?.movements.map(({ cause, change, availableChange, note }) => [
        cause,
        change,
        availableChange,
        note,
      ]),
    ).toEqual([
      ['Adjusted by staff', 123_456, 123_456, 'test'],
      ['Adjusted by staff', -56, -56, evil],
      ['Spent', -400, -400, 'order 7'],
      ['Given back after a spend', 400, 400, 'broken'],
      ['Held for a purchase', 0, -1000, null],
    ])
    expect(points?.closing).toEqual({ available: 122_400, pending: 0, held: 1000, debt: 0, total: 123_400 })
    const tomorrow = dayText(dayOf(Date.now(), 'Europe/London') + 1)
    const later = await house.ask({ path: `${path}?currency=points&from=${tomorrow}&to=${tomorrow}` })
    const [next] = (later.body as unknown as Statement).currencies
    expect(next?.opening.total).toBe(123_400)
    // The hold has lapsed by then; a period that has not begun tells only what is known.
    expect(next?.movements).toEqual([])
  })

  test('as a spreadsheet holds no formula', async () => {
    const reply = await house.ask({
      path: `${path}?format=csv&currency=points`,
      headers: { accept: 'text/csv' },
    })
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(reply.headers.get('cache-control')).toBe('no-store')
    const lines = reply.text.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines).toHaveLength(8)
    expect(lines[3]).toContain(`"'=HYPERLINK(""http://x"",""<script>`)
    expect(lines.at(-1)).toMatch(/,122400,123400$/)
    expect(lines.some((line) => line.split(',').some((cell) => /^"?[=@+]/.test(cell)))).toBe(false)
  })

  test('as a page escapes everything, has no script, and is written in its language', async () => {
    const reply = await house.ask({ path: `${path}?format=html`, headers: { accept: 'text/html' } })
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(reply.text).toContain('<html lang="en" dir="ltr">')
    expect(reply.text).toContain('&lt;b&gt;Ann &amp; Co&lt;/b&gt;')
    expect(reply.text).not.toMatch(/<script|<b>|<img|onload/)
    expect(reply.text).toContain('&lt;script&gt;')
    expect(reply.text).toContain('1,234.00')
    expect(reply.text).toContain('-4.00')
    expect(reply.text).toContain('@media print')
    const persian = await house.ask({ path: `${path}?format=html&lang=fa`, headers: { accept: 'text/html' } })
    expect(persian.headers.get('content-language')).toBe('fa')
    expect(persian.text).toContain('<html lang="fa" dir="rtl">')
    expect(persian.text).toContain('صورت‌حساب')
    expect(persian.text).toContain('۱٬۲۳۴٫۰۰')
    expect(persian.text).not.toContain('Adjusted')
  })
})
