import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ActivityRecord, JournalRow, LedgerReport, MemberView, Overview } from '@perennial/contract'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import en from '../src/messages/en.json' with { type: 'json' }
import fa from '../src/messages/fa.json' with { type: 'json' }
import { toAsciiDigits } from '../src/ui/digits.ts'
import { checkAccessibility, openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { openWindow, settled, visit } from './console-session.ts'
import {
  filledShop,
  findSubject,
  importedHistory,
  postedPoints,
  raiseBaseRule,
  type Subject,
} from './demo-shop.ts'
import { type Product, startProduct, until } from './product.ts'

const takesPictures = process.env.PERENNIAL_PICTURES === '1'
const pictures = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const words = { en, fa }
const scripts = { en: /^[A-Za-z ]+$/, fa: /^[\u0600-\u06ff ]+$/ }
/** Other work may share the machine. */
const patienceMs = 30_000
const testMs = 120_000

let product: Product
let browser: Browser
/** The window that the link was opened in; the others get its cookie. */
let signedIn: BrowserContext
const subjects = {} as Record<'en' | 'fa', Subject>

beforeAll(async () => {
  await buildConsole()
  product = await startProduct()
  browser = await openBrowser()
  await filledShop(product)
  subjects.en = await findSubject(product, scripts.en)
  subjects.fa = await findSubject(product, scripts.fa)
  if (takesPictures) mkdirSync(pictures, { recursive: true })
}, 480_000)

afterAll(async () => {
  await browser?.close()
  await product?.close()
}, 60_000)

/** A number as a page shows it, in either kind of digits. */
function numberOf(shown: string | null): number {
  const text = toAsciiDigits(shown ?? '').replaceAll('\u2212', '-')
  return Number(text.replace(/[^\d.-]/g, ''))
}

async function numbersOf(shown: Locator): Promise<number[]> {
  return (await shown.allTextContents()).map(numberOf)
}

function persianDigits(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
}

/** Nobody is kept out of the page, in light and in dark. */
async function expectAccessible(page: Page): Promise<void> {
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor({ state: 'attached' })
    const extent = scheme === 'dark' ? 'all' : 'colours'
    expect(await checkAccessibility(page, extent), `${scheme} ${page.url()}`).toEqual([])
  }
}

async function picture(page: Page, name: string): Promise<void> {
  if (!takesPictures) return
  await page.setViewportSize({ width: 1360, height: 900 })
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })
}

/** Goes on with Tab until the focus is there, as hands without a mouse do. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  const wanted = await target.elementHandle()
  for (let stop = 0; stop < 120; stop += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((element) => element === document.activeElement, wanted)) return
  }
  throw new Error(`Tab does not reach ${target}`)
}

describe('a one-time link', () => {
  beforeAll(async () => {
    signedIn = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, patienceMs })
  })

  test(
    'is what the console asks for',
    async () => {
      const page = await visit({ context: signedIn, site: product, path: 'demo/overview' })
      await page.getByRole('heading', { name: en['signIn.title'] }).waitFor()
      await expectAccessible(page)
      await page.close()
    },
    testMs,
  )

  test(
    'signs one browser in, and no second one',
    async () => {
      const page = await signedIn.newPage()
      await page.goto(product.ownerLink)
      expect(await checkAccessibility(page)).toEqual([])
      await page.getByRole('button').click()
      await page.waitForURL(/\/console\/demo\/overview/)
      await page.getByRole('heading', { name: en['overview.title'] }).waitFor()
      const other = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, patienceMs })
      const late = await other.newPage()
      await late.goto(product.ownerLink)
      const [answer] = await Promise.all([
        late.waitForResponse((response) => response.request().method() === 'POST'),
        late.getByRole('button').click(),
      ])
      expect(answer.status()).toBe(410)
      await visit({ context: other, site: product, path: '', page: late })
      await late.getByRole('heading', { name: en['signIn.title'] }).waitFor()
      await other.close()
      await page.close()
    },
    testMs,
  )
})

describe.each(['en', 'fa'] as const)('the demonstration shop in %s', (locale) => {
  const text = words[locale]
  let context: BrowserContext
  let page: Page
  let subject: Subject
  const open = (path: string) => visit({ context, site: product, page, path: `demo/${path}` })
  const why = () => page.getByRole('dialog')

  beforeAll(async () => {
    subject = subjects[locale]
    const session = await signedIn.storageState()
    context = await openWindow({ browser, look: { locale, scheme: 'light' }, patienceMs, session })
    page = await context.newPage()
  })
  afterAll(async () => {
    await context?.close()
  })

  /** Opens why for one activity of the subject, and waits for its rules. */
  async function openWhy(record: ActivityRecord): Promise<void> {
    await open(`members/${subject.member.id}?activity=${record.activity}`)
    await why().getByRole('heading', { name: text['why.content'] }).waitFor()
  }

  test(
    'the overview tells what the API and the books tell',
    async () => {
      await open('overview')
      await page.locator('.recharts-surface').first().waitFor()
      const overview = await product.read<Overview>('programs/demo/overview')
      const tiles = await numbersOf(page.locator('dl dd:nth-of-type(1)'))
      const shown = [overview.members, overview.active, overview.orders, overview.issued, overview.spent]
      expect(tiles).toEqual([...shown, overview.liabilityMinor / 100])
      expect(await page.locator('html').getAttribute('lang')).toBe(locale)

      const [from, to] = [overview.days.at(0)?.day, overview.days.at(-1)?.day]
      const ledger = await product.read<LedgerReport>(`programs/demo/reports/ledger?from=${from}&to=${to}`)
      const books = ledger.currencies[0]?.totals
      if (books === undefined) throw new Error('The books have no currency')
      const earned = books.issued + books.debtPaid - books.clawedBack - books.debtIncurred
      expect(tiles.slice(3)).toEqual([earned, books.spent, books.liabilityMinor / 100])
      await expectAccessible(page)
      if (locale === 'en') await picture(page, 'overview')
      if (locale === 'fa') {
        await page.emulateMedia({ colorScheme: 'dark' })
        await picture(page, 'overview-fa')
      }
      await page.getByRole('switch').check({ force: true })
      expect(await numbersOf(page.locator('tbody td:last-child'))).toContain(books.liability)
    },
    testMs,
  )

  test(
    'a member is found by name, by e-mail, and by phone in Persian digits',
    async () => {
      await open('members')
      const { name, email, phone, id } = subject.member
      const national = `0${phone.slice(3)}`
      for (const typed of [name, email, persianDigits(phone), persianDigits(national)]) {
        await page.getByRole('searchbox').fill(typed)
        await page.locator(`tbody a[href$="${id}"]`).waitFor()
        // Several may have the name; until the next answer is there, the list is the one before.
        const names = () => page.locator('tbody a').allTextContents()
        if (typed === name) await expect.poll(async () => [...new Set(await names())]).toEqual([name])
        else await expect.poll(names, { timeout: patienceMs }).toEqual([name])
      }
      // A short list in many scripts, of which every machine has the letters.
      await page.getByRole('searchbox').fill('l')
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length > 8)
      await expectAccessible(page)
      if (locale === 'en') await picture(page, 'members')
    },
    testMs,
  )

  test(
    'a member stands where the API says, today and on an earlier day',
    async () => {
      await open(`members/${subject.member.id}`)
      const balance = page.getByRole('region', { name: text['balance.title'] })
      const shownBalance = async () => numberOf(await balance.locator('bdi').first().textContent())
      const path = `programs/demo/members/${subject.member.id}`
      const now = await product.read<MemberView>(path)
      expect(await shownBalance()).toBe(now.balances[0]?.available)
      // A type of the programme's own goes by the name that the programme gave it.
      await page.getByText('Review written').first().waitFor()
      expect(await page.getByText('review.written').count()).toBe(0)
      await expectAccessible(page)
      if (locale === 'en') await picture(page, 'member')

      await page.getByRole('button', { name: new RegExp(text['asOf.label']) }).click()
      for (const _ of [1, 2]) await page.getByRole('button', { name: text['calendar.previous'] }).click()
      const day = await page.locator('[data-day]').first().getAttribute('data-day')
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.url().includes('?at=')),
        page.locator('[data-day]').first().click(),
      ])
      await page.getByRole('alert').waitFor()
      const at = new URL(answer.url()).searchParams.get('at') ?? ''
      const inLondon = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short' })
      expect([0, 1].map((after) => inLondon.format(Date.parse(at) + after))).toEqual([
        day,
        expect.any(String),
      ])
      expect(inLondon.format(Date.parse(at) + 1)).not.toBe(day)
      const then = await product.read<MemberView>(`${path}?at=${at}`)
      expect(await shownBalance()).toBe(then.balances[0]?.available)
      expect(then.balances[0]?.available).not.toBe(now.balances[0]?.available)
    },
    testMs,
  )

  test(
    'why tells rule by rule what the journal posted for an order',
    async () => {
      const { activity } = subject.order
      await openWhy(subject.order)
      const rules = why().getByRole('region', { name: text['why.rules'] })
      const granted = await numbersOf(rules.locator('ul > li > span bdi'))
      const posted = await postedPoints(product, { member: subject.member.id, activity })
      expect(granted.filter((points) => points > 0).length).toBeGreaterThan(1)
      expect(granted.reduce((sum, points) => sum + points, 0)).toBe(posted)
      expect(await numbersOf(why().locator('bdi', { hasText: /^\+/ }).first())).toEqual([posted])
      await expectAccessible(page)
      if (locale === 'en') await picture(page, 'why')
    },
    testMs,
  )

  test(
    'an order of which something came back tells what is left',
    async () => {
      const { left = [], input } = subject.returned
      await openWhy(subject.returned)
      const content = why().getByRole('region', { name: text['why.content'] }).first()
      for (const [place, line] of (input.order?.lines ?? []).entries()) {
        const quantity = left.find((each) => each.lineId === line.lineId)?.quantity ?? line.quantity
        const badge = content.locator('tbody tr').nth(place).locator('.mantine-Badge-root')
        if (quantity === line.quantity) expect(await badge.count()).toBe(0)
        else if (quantity === '0') expect(await badge.textContent()).toBe(text['why.allReturned'])
        else expect(numberOf(await badge.textContent())).toBe(Number(quantity))
      }
      await expectAccessible(page)
    },
    testMs,
  )

  test(
    'the journal goes on by cursor, without a gap',
    async () => {
      await open(`members/${subject.member.id}?tab=journal`)
      const moved = page.locator('tbody td:nth-child(5)')
      const path = `programs/demo/members/${subject.member.id}/journal?limit=50`
      const { rows } = await product.read<{ rows: JournalRow[] }>(path)
      await moved.first().waitFor()
      expect(await numbersOf(moved)).toEqual(rows.slice(0, 25).map((row) => row.amount))
      await expectAccessible(page)
      await page.getByRole('button', { name: text['action.more'] }).click()
      await moved.nth(rows.length - 1).waitFor()
      expect(await numbersOf(moved)).toEqual(rows.map((row) => row.amount))
      await open(`members/${subject.member.id}?tab=lots`)
      await page.locator('tbody tr').first().waitFor()
      await expectAccessible(page)
    },
    testMs,
  )

  test(
    'the keyboard alone leads from the overview to why, and back',
    async () => {
      await open('overview')
      await page.keyboard.press('Tab')
      expect(await page.locator(':focus').textContent()).toBe(text['nav.skip'])
      await tabTo(page, page.getByRole('link', { name: text['members.title'], exact: true }))
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByRole('searchbox'))
      await page.keyboard.type(persianDigits(subject.member.phone))
      const found = page.locator('tbody a')
      await until('one member', patienceMs, async () => ((await found.count()) === 1 ? true : undefined))
      await tabTo(page, found)
      await page.keyboard.press('Enter')
      const button = page.getByRole('button', { name: new RegExp(`${subject.order.sourceId}\\b`) })
      await tabTo(page, button)
      await page.keyboard.press('Enter')
      await why().getByRole('heading', { name: text['why.rules'] }).waitFor()
      await page.keyboard.press('Escape')
      await why().waitFor({ state: 'detached' })
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
    },
    testMs,
  )
})

describe('a release that changes a rule', () => {
  beforeAll(async () => {
    await raiseBaseRule(product, 'Six points for every pound')
  })

  test.each(['en', 'fa'] as const)(
    'is listed and compared in %s',
    async (locale) => {
      const text = words[locale]
      const session = await signedIn.storageState()
      const context = await openWindow({ browser, look: { locale, scheme: 'light' }, patienceMs, session })
      const page = await visit({ context, site: product, path: 'demo/releases' })
      const newest = page.getByRole('article').first()
      await newest.getByText('Six points for every pound').waitFor()
      expect(await newest.getByText(text['release.current']).count()).toBe(1)
      expect(await page.getByRole('article').count()).toBe(2)
      await expectAccessible(page)
      await page.getByRole('button', { name: text['releases.compare'] }).click()
      await page.waitForURL(/from=1&to=2/)
      const row = page.locator('tr', {
        has: page.getByRole('rowheader', { name: text['field.award.points'] }),
      })
      await row.waitFor()
      expect(await numbersOf(row.locator('td'))).toEqual([5, 6])
      await expectAccessible(page)
      await context.close()
    },
    testMs,
  )
})

describe('an imported history of 2011', () => {
  beforeAll(() => importedHistory(product, 'heritage'))

  test(
    'opens with its own last days, and every other period ends with them',
    async () => {
      const page = await signedIn.newPage()
      const shown = async (query: string) => {
        await visit({ context: signedIn, site: product, page, path: `heritage/overview${query}` })
        await page.locator('.recharts-surface').first().waitFor()
        const tiles = await numbersOf(page.locator('dl dd:nth-of-type(1)'))
        return [tiles[2], tiles[3], await page.locator('h1 + div').textContent()]
      }
      const last = '9 Dec 2011'
      expect(await shown('')).toEqual([2, 300, `11 Sept 2011 – ${last}`])
      expect(await shown('?period=30')).toEqual([1, 200, `10 Nov 2011 – ${last}`])
      expect(await shown('?period=365')).toEqual([3, 350, `1 Mar 2011 – ${last}`])
      await page.close()
    },
    testMs,
  )
})

test(
  'signing out ends the session here and at the server',
  async () => {
    const page = await visit({ context: signedIn, site: product, path: 'demo/members' })
    const status = () => page.evaluate(async () => (await fetch('/v1/session')).status)
    expect(await status()).toBe(200)
    const [{ value: before = '' } = {}] = await signedIn.cookies()
    await page.getByRole('button', { name: en['signOut.action'] }).click()
    await page.getByRole('heading', { name: en['signIn.title'] }).waitFor()
    expect(await status()).toBe(401)
    const cookie = `perennial_session=${before}`
    expect((await fetch(`${product.url}/v1/session`, { headers: { cookie } })).status).toBe(401)
    await visit({ context: signedIn, site: product, page, path: 'demo/members' })
    await page.getByRole('heading', { name: en['signIn.title'] }).waitFor()
    await settled(page)
  },
  testMs,
)
