import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import en from '../src/messages/en.json' with { type: 'json' }
import fa from '../src/messages/fa.json' with { type: 'json' }
import { openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { openWindow, visit } from './console-session.ts'
import { today } from './fixture-shop.ts'
import { freshDesign } from './stub-design.ts'
import { type Stub, startStub } from './stub-server.ts'

const now = `${today}T10:00:00Z`
const texts = { en, fa }

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
})
beforeEach(() => {
  stub.design = freshDesign()
})

/** More than any page has; where it is not enough, something cannot be reached at all. */
const tabsMax = 150

/** Presses Tab until something has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const wanted = await target.first().elementHandle()
  for (let press = 0; press < tabsMax; press += 1) {
    if (await page.evaluate((element) => element === document.activeElement, wanted)) return
    await page.keyboard.press(key)
  }
  throw new Error(`${tabsMax} presses of ${key} do not reach ${target}`)
}

async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Replaces what a field says. */
async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

function lastSpec(): Record<string, unknown> {
  return stub.design.sent.at(-1)?.body.spec as Record<string, unknown>
}

describe.each([
  { locale: 'en', scheme: 'light', three: '3', eight: '8', thousand: '1000' },
  { locale: 'fa', scheme: 'dark', three: '۳', eight: '۸', thousand: '۱۰۰۰' },
] as const)('with the keyboard alone, in $locale', ({ locale, scheme, three, eight, thousand }) => {
  const text = texts[locale]
  let context: BrowserContext
  beforeAll(async () => {
    context = await openWindow({ browser, look: { locale, scheme }, now })
  })
  afterAll(() => context.close())

  const open = (path: string) => visit({ context, site: stub, path: `giftware/${path}` })
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
  async function save(page: Page): Promise<void> {
    await pressOn(page, button(page, text['save.save']))
    await page.getByText(text['save.saved']).waitFor()
  }

  test('the first stop leads past the menu', async () => {
    const page = await open('design')
    await pressOn(page, page.getByRole('link', { name: text['nav.skip'] }))
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.close()
  }, 60_000)

  test('a row of a condition is added, filled in, and taken out', async () => {
    const page = await open('design/earning-rule/garden-weeks')
    const when = page.locator('#field-when')
    const rows = when.getByRole('group')
    await pressOn(page, page.locator('summary', { hasText: text['rule.section.condition'] }))
    await pressOn(page, when.getByRole('button', { name: text['condition.add'] }))
    const added = rows.nth(2)
    await added.waitFor()
    // The new row has the focus: nobody has to look for it.
    await page.waitForFunction(() => document.activeElement?.closest('fieldset:nth-of-type(3)') !== null)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type(three)
    await pressOn(page, rows.first().getByRole('button'))
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-add'))
    expect(await rows.count()).toBe(2)
    await save(page)
    const said = String(lastSpec().when)
    expect(said).toContain('order.itemCount')
    expect(said).toContain('"value":"3"')
    expect(said).not.toContain('order.net')
    await page.close()
  }, 90_000)

  test('a stamp card is resized, given another picture, and stopped after its first round', async () => {
    const page = await open('design/stamp-card/coffee')
    await typeInto(page, page.locator('#field-size'), eight)
    await tabTo(page, page.getByLabel(text['field.restarts']))
    await page.keyboard.press('Space')
    await tabTo(page, page.locator('#field-look-icon'))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await save(page)
    expect(lastSpec()).toMatchObject({ size: 8, restarts: false })
    expect((lastSpec().look as { icon: string }).icon).not.toBe('coffee')
    await page.close()
  }, 90_000)

  test('a tier is added, named, moved and taken out', async () => {
    const page = await open('design/tier-ladder/status')
    const tiers = page.getByRole('listitem').filter({ has: page.locator('[id^="field-tiers-"]') })
    await pressOn(page, button(page, text['ladder.add']))
    // The new tier has the focus.
    await page.waitForFunction(() => document.activeElement?.id === 'field-tiers-3-name')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Oak')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(thousand)
    await pressOn(page, tiers.nth(3).getByRole('button').nth(0))
    await page.waitForFunction(() => document.activeElement?.id === 'field-tiers-2-name')
    await pressOn(page, tiers.nth(3).getByRole('button').last())
    await page.waitForFunction(() => document.activeElement?.id === 'field-tiers-2-name')
    await save(page)
    expect(
      (lastSpec().tiers as { name: string; threshold: number }[]).map(({ name, threshold }) => [
        name,
        threshold,
      ]),
    ).toEqual([
      ['Seed', 0],
      ['Silver', 50_000],
      ['Oak', 100_000],
    ])
    await page.close()
  }, 90_000)

  test('what was changed is reviewed, noted and published', async () => {
    const page = await open('publish')
    await typeInto(page, page.getByLabel(text['publish.note'], { exact: true }), 'Ten points')
    await pressOn(page, page.getByRole('button', { name: text['publish.action'], exact: true }))
    await page.getByRole('link', { name: text['publish.done.try'] }).waitFor()
    expect(stub.design.sent).toMatchObject([
      { method: 'POST', path: '/v1/programs/giftware/releases', body: { note: 'Ten points' } },
    ])
    await page.close()
  }, 60_000)
})
