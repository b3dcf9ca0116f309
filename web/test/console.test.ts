import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkAccessibility, openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { looks, openWindow, settled, sidewaysPixels, visit } from './console-session.ts'
import { failedBackups, goodBackups, noBackups } from './fixture-backups.ts'
import { order, returned } from './fixture-history.ts'
import { brokenProof, soundProof } from './fixture-proof.ts'
import { heroine, today } from './fixture-shop.ts'
import { type Stub, startStub } from './stub-server.ts'

const now = `${today}T10:00:00Z`
/** Where the long run puts pictures of everything, for people to look through. */
const folder = process.env.PERENNIAL_LONG === '1' ? mkdtempSync(join(tmpdir(), 'perennial-pictures-')) : ''

let browser: Browser
let stub: Stub

beforeAll(async () => {
  await buildConsole()
  stub = await startStub()
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await stub?.close()
  if (folder) console.log(`pictures of the console: ${folder}`)
})

/** One row, one view: its address, what to do there first, and what the API is like. */
interface View {
  name: string
  path: string
  mode?: Stub['mode']
  /** Default: books that add up. */
  proof?: Stub['proof']
  /** Default: fresh and proved. */
  backups?: Stub['backups']
  act?: (page: Page) => Promise<void>
}

const member = `giftware/members/${heroine.id}`

const views: View[] = [
  { name: 'signed-out', path: '', mode: 'signed-out' },
  { name: 'no-programs', path: '', mode: 'no-programs' },
  { name: 'server-down', path: '', mode: 'down' },
  { name: 'missing', path: 'giftware/nowhere' },
  { name: 'overview', path: 'giftware/overview', act: chartDrawn },
  { name: 'overview-year', path: 'giftware/overview?period=365', act: chartDrawn },
  {
    name: 'overview-held',
    path: 'giftware/overview',
    act: async (page) => {
      await chartDrawn(page)
      await page
        .locator('[aria-labelledby=days-title] input[value=liability]')
        .evaluate((radio: HTMLInputElement) => radio.click())
      await chartDrawn(page)
    },
  },
  {
    name: 'overview-table',
    path: 'giftware/overview',
    act: (page) => page.getByRole('switch').check({ force: true }),
  },
  {
    name: 'overview-custom',
    path: 'giftware/overview?period=custom&from=2026-03-21&to=2026-06-20',
    act: chartDrawn,
  },
  { name: 'overview-empty', path: 'empty/overview' },
  { name: 'overview-quiet', path: 'giftware/overview?period=custom&from=2020-01-01&to=2020-02-01' },
  { name: 'overview-error', path: 'broken/overview' },
  { name: 'members', path: 'giftware/members' },
  { name: 'members-second', path: 'giftware/members?cursor=25' },
  { name: 'members-no-match', path: 'giftware/members?query=zzz' },
  { name: 'members-empty', path: 'empty/members' },
  { name: 'members-error', path: 'broken/members' },
  { name: 'member', path: member },
  { name: 'member-journal', path: `${member}?tab=journal` },
  { name: 'member-lots', path: `${member}?tab=lots` },
  { name: 'member-past', path: `${member}?at=2026-03-20`, act: openCalendar },
  { name: 'member-error', path: `broken/members/${heroine.id}` },
  { name: 'member-empty', path: `giftware/members/mem_0199aa${'5'.padStart(26, '0')}` },
  { name: 'why-order', path: `${member}?activity=${order.activity}`, act: drawerOpen },
  { name: 'why-return', path: `${member}?activity=${returned.activity}`, act: drawerOpen },
  { name: 'why-error', path: `${member}?activity=act_unknown`, act: drawerOpen },
  { name: 'releases', path: 'giftware/releases' },
  { name: 'releases-compare', path: 'giftware/releases?from=2&to=4' },
  { name: 'releases-empty', path: 'empty/releases' },
  { name: 'releases-error', path: 'broken/releases' },
  { name: 'proof', path: 'giftware/proof', act: askToLock },
  { name: 'proof-broken', path: 'giftware/proof', proof: brokenProof },
  { name: 'proof-never', path: 'empty/proof' },
  { name: 'proof-error', path: 'broken/proof' },
  { name: 'backups', path: 'giftware/backups' },
  { name: 'backups-failed', path: 'giftware/backups', backups: failedBackups },
  { name: 'backups-never', path: 'giftware/backups', backups: noBackups },
]

async function chartDrawn(page: Page): Promise<void> {
  await page.locator('.recharts-surface').first().waitFor()
}

async function drawerOpen(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor()
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root'))
}

async function askToLock(page: Page): Promise<void> {
  await page.getByRole('switch').click({ force: true })
  await page.getByRole('textbox').waitFor()
}

async function openCalendar(page: Page): Promise<void> {
  await page.locator('h1 ~ *, h1').first().waitFor()
  await page.locator('button[aria-haspopup=dialog]').first().click()
  await page.locator('[data-day]').first().waitFor()
}

async function picture(page: Page, name: string): Promise<void> {
  if (folder)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: name.startsWith('narrow') })
}

describe.each(looks)('the console in $locale, $scheme', ({ locale, scheme }) => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await openWindow({ browser, look: { locale, scheme }, now })
    page = await context.newPage()
  })
  afterAll(async () => {
    await context.close()
  })

  test.each(views)(
    '$name keeps WCAG 2.2 AA',
    async (view) => {
      stub.mode = view.mode ?? 'open'
      stub.proof = view.proof ?? soundProof
      stub.backups = view.backups ?? goodBackups
      await visit({ context, page, site: stub, path: view.path })
      await view.act?.(page)
      await picture(page, `${view.name}-${locale}-${scheme}`)
      expect(await checkAccessibility(page)).toEqual([])
      const { lang, dir, dataset } = await page.evaluate(() => {
        const { lang, dir, dataset } = document.documentElement
        return { lang, dir, dataset: { ...dataset } }
      })
      expect([lang, dir]).toEqual([locale, locale === 'fa' ? 'rtl' : 'ltr'])
      expect(dataset.mantineColorScheme).toBe(scheme)
      expect(await sidewaysPixels(page)).toBe(0)
    },
    60_000,
  )
})

describe('the keyboard alone', () => {
  let context: BrowserContext
  beforeAll(async () => {
    stub.mode = 'open'
    context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
  })
  afterAll(async () => {
    await context.close()
  })

  test('skips to the content first', async () => {
    const page = await visit({ context, site: stub, path: 'giftware/members' })
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.close()
  })

  test('finds a member, opens it, asks why, and comes back to the same button', async () => {
    const page = await visit({ context, site: stub, path: 'giftware/members' })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('۱۲۳۴۶')
    await page.waitForURL(/query=12346/)
    await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' })
    const link = page.locator('tbody a').first()
    await link.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(heroine.id))
    await settled(page)
    const why = page.getByRole('button', { name: /579885/ })
    await why.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('10 points for every pound').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => why.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.close()
  })

  test('moves between rows with arrows, Home and End', async () => {
    const page = await visit({ context, site: stub, path: 'giftware/members' })
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    const names = await page.locator('tbody a').allTextContents()
    await page.locator('tbody a').first().focus()
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe(names[1])
    await page.keyboard.press('End')
    expect(await focused()).toBe(names.at(-1))
    await page.keyboard.press('Home')
    expect(await focused()).toBe(names[0])
    await page.close()
  })

  test('pages forward by cursor and back by history', async () => {
    const page = await visit({ context, site: stub, path: 'giftware/members' })
    const first = await page.locator('tbody a').first().textContent()
    await page.getByRole('link', { name: 'Next page' }).press('Enter')
    await page.waitForURL(/cursor=25/)
    await page.getByRole('button', { name: 'Previous page' }).press('Enter')
    await page.waitForURL((url) => !url.search.includes('cursor'))
    expect(await page.locator('tbody a').first().textContent()).toBe(first)
    await page.close()
  })

  test('chooses a day of the Jalali calendar, where right is earlier', async () => {
    const persian = await openWindow({ browser, look: { locale: 'fa', scheme: 'light' }, now })
    const page = await visit({ context: persian, site: stub, path: `${member}?at=2026-03-20` })
    await page.getByRole('button', { name: /در تاریخ/ }).press('Enter')
    await page.locator('[data-day="2026-03-20"]').waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-day') === '2026-03-20')
    await page.keyboard.press('ArrowLeft')
    await page.locator('[data-day="2026-03-21"]:focus').waitFor()
    expect(await page.getByText('فروردین ۱۴۰۵').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.waitForURL(/at=2026-03-21/)
    await persian.close()
  })

  test('reads how full a card is, what keeps the tier, and which was given by hand', async () => {
    const page = await visit({ context, site: stub, path: member })
    const card = page.getByRole('region', { name: 'Planting card' })
    await card.getByText('7 of 10').waitFor()
    expect(await card.getByText('3 stamps to go').count()).toBe(1)
    const tier = page.getByRole('region', { name: 'Tier' })
    expect(await tier.getByText('Seed', { exact: true }).count()).toBe(1)
    expect(await tier.getByText(/£200.* by /).count()).toBe(1)
    expect(await tier.getByText('Given by hand until').count()).toBe(1)
    await page.close()
  })

  test('goes back fifteen years in a calendar by one button that keeps the focus', async () => {
    const page = await visit({ context, site: stub, path: member })
    await page.getByRole('button', { name: /As of/ }).press('Enter')
    const back = page.getByRole('button', { name: 'Previous year' })
    await back.focus()
    for (let year = 0; year < 15; year += 1) await page.keyboard.press('Enter')
    await page.getByText(`November ${Number(today.slice(0, 4)) - 15}`).waitFor()
    expect(await back.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.close()
  })

  test('verifies, reads the break with its row, and makes the programme read-only and not', async () => {
    stub.proof = soundProof
    const page = await visit({ context, site: stub, path: 'giftware/proof' })
    await page.getByRole('heading', { name: 'The books add up' }).waitFor()
    await page.getByRole('button', { name: 'Verify now' }).press('Enter')
    await page.getByRole('heading', { name: 'The books do not add up' }).waitFor()
    const row = page.getByRole('row', { name: /row 17 was changed/ })
    expect(await row.getByRole('cell').allTextContents()).toMatchObject({ 1: heroine.id, 3: '17' })
    const lock = page.getByRole('switch', { name: 'Read-only' })
    await lock.press('Space')
    const sure = page.getByRole('button', { name: 'Make the programme read-only' })
    expect(await sure.isDisabled()).toBe(true)
    // The switch hands the focus on to the reason.
    await page.locator('input[maxlength="300"]:focus').waitFor()
    await page.keyboard.type('Under investigation')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('Under investigation').waitFor()
    expect(await lock.isChecked()).toBe(true)
    await lock.press('Space')
    await page.getByRole('button', { name: 'Let it be written to again' }).press('Enter')
    await page.getByRole('alert').waitFor({ state: 'detached' })
    expect(await lock.isChecked()).toBe(false)
    await page.close()
  })

  test('shows where the focus is on every stop', async () => {
    const page = await visit({ context, site: stub, path: 'giftware/releases' })
    for (let stop = 0; stop < 14; stop += 1) {
      await page.keyboard.press('Tab')
      const visible = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return true
        const style = getComputedStyle(element)
        return style.outlineStyle !== 'none' || element.matches('select, input')
      })
      expect(visible).toBe(true)
    }
    await page.close()
  })
})

describe('an address', () => {
  test('says all that is on its page, digits included', async () => {
    stub.mode = 'open'
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: 'giftware/members?query=12346' })
    expect(await page.getByRole('searchbox').inputValue()).toBe('12346')
    expect(await page.locator('tbody tr').count()).toBe(1)
    await visit({ context, page, site: stub, path: 'giftware/overview?period=365' })
    expect(await page.getByRole('radio', { name: '12 months' }).isChecked()).toBe(true)
    await context.close()
  })
})

describe('the frame', () => {
  test('switches language and direction in place and remembers both', async () => {
    stub.mode = 'open'
    const context = await browser.newContext({ locale: 'en-GB' })
    context.setDefaultTimeout(10_000)
    const page = await visit({ context, site: stub, path: 'giftware/members' })
    await page.getByRole('button', { name: /Language/ }).click()
    await page.getByRole('menuitem', { name: 'فارسی' }).click()
    await page.getByRole('heading', { name: 'اعضا' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    await page.getByRole('button', { name: 'رنگ‌های تیره' }).click()
    await page.reload()
    await page.getByRole('heading', { name: 'اعضا' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark')
    await context.close()
  })

  test.each(['en', 'fa'] as const)(
    'does not scroll sideways at 320 pixels in %s',
    async (locale) => {
      stub.mode = 'open'
      const context = await openWindow({ browser, look: { locale, scheme: 'light' }, width: 320, now })
      stub.proof = brokenProof
      const paths = ['overview', 'members', `members/${heroine.id}`, 'releases?from=1&to=4', 'proof']
      for (const path of paths.map((each) => `giftware/${each}`)) {
        const page = await visit({ context, site: stub, path })
        expect(await sidewaysPixels(page), path).toBe(0)
        await picture(page, `narrow-${path.split(/[/?]/)[1]}-${locale}`)
        await page.close()
      }
      await context.close()
    },
    60_000,
  )

  test('signs out, and shows how to come back', async () => {
    stub.mode = 'open'
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: 'giftware/members' })
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    await page.getByRole('heading', { name: 'Sign in with a one-time link' }).waitFor()
    await context.close()
  })

  test('says so when signing out does not reach the server', async () => {
    stub.mode = 'open'
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: 'giftware/members' })
    stub.mode = 'down'
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    await page
      .getByRole('alert')
      .getByText(/still signed in/)
      .waitFor()
    await context.close()
  })

  test('goes on to the programme that was used last', async () => {
    stub.mode = 'open'
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    await (await visit({ context, site: stub, path: 'empty/members' })).close()
    const page = await visit({ context, site: stub, path: '' })
    await page.waitForURL(/empty\/overview/)
    await context.close()
  })
})
