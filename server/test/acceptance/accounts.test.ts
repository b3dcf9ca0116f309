import { randomUUID } from 'node:crypto'
import type { AccountsReport, BreakageReport, ExpiryReport, PeriodList } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settleDue } from '../../src/activity/index.ts'
import { addMonths, dayOf, dayOfDate, dayStart, dayText } from '../../src/kernel/instants.ts'
import type { OutboxEvent } from '../../src/platform/outbox.ts'
import { warnExpiring } from '../../src/profiles/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { eventsOf } from '../harness.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

const zone = 'Europe/London'
const dayMs = 86_400_000

let house: ApiHouse
let program: Program

beforeAll(async () => {
  house = await openApiHouse()
  program = await house.createProgram('wallet', {
    definitions: walletDefinitions({
      points: {
        valuePerPointE4: 5000,
        breakageE4: 1000,
        expiry: { kind: 'rolling', days: 60 },
        warnDays: [30, 7],
        exchange: [{ to: 'stars', give: 2, get: 1 }],
      },
      stars: { expiry: { kind: 'inactivity', days: 20 }, warnDays: [10] },
    }),
  })
})

afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

function today(): number {
  return dayOf(Date.now(), zone)
}

/** Buys so long ago that the points of it have their days then. */
async function buy(externalId: string, points: number, daysAgo: number): Promise<string> {
  const reply = await house.ask({
    method: 'POST',
    path: '/v1/programs/wallet/activities',
    body: {
      type: 'order.placed',
      source: 'test',
      sourceId: randomUUID(),
      occurredAt: new Date(dayStart(today() - daysAgo, zone) + dayMs / 2).toISOString(),
      member: { externalId },
      order: {
        currency: 'GBP',
        lines: [{ lineId: '1', sku: 'a', quantity: '1', unitPrice: (points / 100).toFixed(2) }],
      },
    },
  })
  expect(reply.status).toBe(201)
  return `externalId:${externalId}`
}

async function get<Body>(path: string): Promise<Body> {
  const reply = await house.ask({ path: `/v1/programs/wallet/${path}` })
  expect([path, reply.status]).toEqual([path, 200])
  return reply.body as unknown as Body
}

async function status(method: string, path: string, key?: string): Promise<unknown[]> {
  const reply = await house.ask({
    method,
    path: `/v1/programs/wallet/${path}`,
    ...(key === undefined ? {} : { key }),
  })
  return [reply.status, reply.body.code]
}

function pointsOf<Row extends { currency: string }>(currencies: readonly Row[], currency = 'points'): Row {
  const found = currencies.find((each) => each.currency === currency)
  if (found === undefined) throw new Error(`no ${currency}`)
  return found
}

function monthAgo(months: number): string {
  return dayText(addMonths(today(), -months)).slice(0, 7)
}

test('refuses what is no period, and what a key may not do', async () => {
  for (const path of [
    'reports/accounts?from=2026-02-30',
    'reports/accounts?by=week',
    'reports/accounts?from=1990-01-01&to=2020-01-01',
    'reports/breakage?from=2026-03-02&to=2026-03-01',
    'reports/expiries?until=2020-01-01',
    'reports/expiries?until=2390-01-01',
  ])
    expect([path, ...(await status('GET', path))]).toEqual([path, 422, 'query_invalid'])
  expect(await status('POST', `periods/${monthAgo(1)}/close`)).toEqual([409, 'period_out_of_order'])
  const reader = await house.newKey({ scopes: ['read', 'write'] })
  expect(await status('POST', `periods/${monthAgo(1)}/close`, reader)).toEqual([403, 'forbidden'])
  expect(await status('POST', 'periods/2026-13/close')).toEqual([404, 'not_found'])
})

describe('with some history', () => {
  test('each flow stands in its column, and points and money add up by day and by month', async () => {
    const ann = await buy('ann', 1000, 100)
    await buy('ann', 800, 50)
    await buy('bob', 500, 20)
    const spent = await command(house, `members/${ann}/spends`, {
      body: {
        parts: [{ currency: 'points', amount: 300 }],
      },
    })
    expect(spent.status).toBe(200)
    const parts = [{ currency: 'points', amount: 100 }]
    await command(house, `members/${ann}/spends/${spent.body.activity}/returns`, {
      body: { parts, reason: 'back' },
    })
    await command(house, `members/${ann}/exchanges`, { body: { from: 'points', to: 'stars', amount: 50 } })
    await command(house, `members/${ann}/top-ups`, { body: { currency: 'purse', amount: 2000 } })
    const from = dayText(today() - 120)
    const to = dayText(today())
    const byDay = await get<AccountsReport>(`reports/accounts?from=${from}&to=${to}`)
    const byMonth = await get<AccountsReport>(`reports/accounts?from=${from}&to=${to}&by=month`)
    expect(pointsOf(byDay.currencies).totals).toMatchObject({
      issued: 2300,
      spent: 300,
      spendReturned: 100,
      expired: 1000,
      convertedOut: 50,
      liability: 1050,
      liabilityMinor: 525,
      debt: 0,
      inTransit: 0,
    })
    expect(pointsOf(byDay.currencies, 'stars').totals).toMatchObject({ convertedIn: 25, liability: 25 })
    expect(pointsOf(byDay.currencies, 'purse').totals).toMatchObject({
      funded: 2000,
      liabilityMinor: 2000,
      deferred: { fundedMinor: 2000, closingMinor: 2000 },
    })
    for (const [index, each] of byDay.currencies.entries()) {
      const { deferred } = each.totals
      const monthly = byMonth.currencies[index]?.totals
      expect([monthly?.liability, monthly?.deferred.closingMinor]).toEqual([
        each.totals.liability,
        deferred.closingMinor,
      ])
      const { openingMinor, closingMinor, ...lines } = deferred
      expect(openingMinor + Object.values(lines).reduce((sum, line) => sum + line, 0)).toBe(closingMinor)
    }
  })

  test('journal lines are a spreadsheet that is balanced on every day', async () => {
    const reply = await house.ask({
      path: `/v1/programs/wallet/reports/accounts?from=${dayText(today() - 120)}&to=${dayText(today())}&format=csv`,
      headers: { accept: 'text/csv' },
    })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="wallet-journal-/)
    const [head, ...lines] = reply.text.replace('\uFEFF', '').trim().split('\r\n')
    expect(head).toBe('date,account,debit,credit,currency,text')
    const balance = new Map<string, number>()
    for (const line of lines) {
      const [date = '', , debit, credit] = line.split(',')
      balance.set(date, (balance.get(date) ?? 0) + Number(debit) - Number(credit))
    }
    expect(balance.size).toBeGreaterThan(2)
    expect([...balance.values()].every((each) => each === 0)).toBe(true)
  })

  test('what became of points is told by the day of their end', async () => {
    const report = await get<BreakageReport>(
      `reports/breakage?from=${dayText(today() - 90)}&to=${dayText(today() + 60)}`,
    )
    const points = pointsOf(report.currencies)
    expect(points.totals).toMatchObject({
      planned: 2300,
      released: 350,
      reopened: 100,
      moved: 0,
      expired: 1000,
      open: 1050,
      expectedBreakage: 230,
    })
    expect(points.days.map((each) => [each.planned, each.rateE4])).toEqual([
      [1000, 10_000],
      [800, 0],
      [500, 0],
    ])
  })

  test('what will end is told by day, with ends by inactivity, and nothing that has ended', async () => {
    const report = await get<ExpiryReport>(`reports/expiries?until=${dayText(today() + 60)}`)
    expect(report.days).toEqual([
      { day: dayText(today() + 11), currency: 'points', points: 550, owners: 1 },
      { day: dayText(today() + 21), currency: 'stars', points: 25, owners: 1 },
      { day: dayText(today() + 41), currency: 'points', points: 500, owners: 1 },
    ])
  })
})

async function warnings(): Promise<OutboxEvent[]> {
  const told = await eventsOf(house.database, program.programId)
  return told.filter((event) => event.type === 'points.expiring')
}

test('D-18 each member is warned once of each day and distance, by two schedulers and after missed runs', async () => {
  const noon = dayStart(today(), zone) + dayMs / 2
  const run = (days: number) => warnExpiring(house, { program, now: noon + days * dayMs })
  const counts = await Promise.all([run(0), run(0), run(0)])
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(1)
  expect(await run(0)).toBe(0)
  const first = { points: 550, day: dayText(today() + 11), warnDays: 30 }
  expect(await warnings()).toMatchObject([{ subject: 'points', detail: first }])
  // Runs of some days were missed: the distance of 30 days of the second lot and that of 7 of the first come together.
  expect(await run(11 - 5)).toBe(1)
  expect(await run(12)).toBe(2)
  expect(await run(13)).toBe(0)
  expect(await run(34)).toBe(1)
  const all = (await warnings()).map(({ subject, detail }) => [subject, detail?.points, detail?.warnDays])
  expect(all.sort()).toEqual([
    ['points', 500, 30],
    ['points', 500, 7],
    ['points', 550, 30],
    ['points', 550, 7],
    ['stars', 25, 10],
  ])
})

describe('closing months', () => {
  test('L-25 a closed month never changes; what is posted late is shown and counted in the open one', async () => {
    await settleDue(house, { program, now: Date.now() })
    const list = await get<PeriodList>('periods')
    expect(list).toMatchObject({ periods: [], next: { over: true } })
    const first = list.next?.month ?? ''
    expect(await status('POST', `periods/${monthAgo(-1)}/close`)).toEqual([409, 'period_not_over'])
    const [year = 0, month = 0] = first.split('-').map(Number)
    const start = dayOfDate(year, month, 1)
    const months: string[] = []
    for (let at = start; dayText(at).slice(0, 7) < monthAgo(0); at = addMonths(at, 1))
      months.push(dayText(at).slice(0, 7))
    expect(months.length).toBeGreaterThan(2)
    const [one = '', two = ''] = months
    expect(await status('POST', `periods/${two}/close`)).toEqual([409, 'period_out_of_order'])
    const both = await Promise.all([
      status('POST', `periods/${one}/close`),
      status('POST', `periods/${one}/close`),
    ])
    expect(both.map(([code]) => code).sort()).toEqual([200, 409])
    expect(await status('POST', `periods/${one}/close`)).toEqual([409, 'period_closed'])
    expect(await status('POST', `periods/${two}/close`)).toEqual([200, undefined])
    expect((await get<PeriodList>('periods')).periods.map((each) => each.month)).toEqual([two, one])

    const closed = `reports/accounts?from=${dayText(start)}&to=${dayText(addMonths(start, 2) - 1)}`
    const before = await get<AccountsReport>(closed)
    expect(pointsOf(before.currencies).periods.every((period) => period.closed)).toBe(true)
    const daysAgo = today() - start - 20
    await buy('cid', 400, daysAgo)
    expect(await get<AccountsReport>(closed)).toEqual(before)

    const open = dayText(addMonths(start, 2))
    const after = await get<AccountsReport>(`reports/accounts?from=${open}&to=${dayText(today())}&by=month`)
    const points = pointsOf(after.currencies)
    expect(points.opening).toBe(pointsOf(before.currencies).totals.liability)
    expect(points.late.find((each) => each.issued === 400)).toMatchObject({
      effective: dayText(today() - daysAgo),
      countedOn: open,
    })
    let held = 0
    for (const member of ['ann', 'bob', 'cid']) {
      const view = await get<{ balances: { currency: string; available: number }[] }>(
        `members/externalId:${member}`,
      )
      held += pointsOf(view.balances).available
    }
    expect(points.totals.liability, 'INV-6').toBe(held)
  })
})
