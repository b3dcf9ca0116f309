import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import en from '../src/messages/en.json' with { type: 'json' }
import fa from '../src/messages/fa.json' with { type: 'json' }
import { checkAccessibility, openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { looks, openWindow, sidewaysPixels, visit } from './console-session.ts'
import { today } from './fixture-shop.ts'
import { freshDesign } from './stub-design.ts'
import { type Stub, startStub } from './stub-server.ts'

const now = `${today}T10:00:00Z`
const texts = { en, fa }
type Text = typeof en
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

beforeEach(() => {
  stub.design = freshDesign()
})

interface View {
  name: string
  path: string
  before?: (stub: Stub) => void
  act?: (page: Page, text: Text) => Promise<void>
}

const rule = 'giftware/design/earning-rule/garden-weeks'

const views: View[] = [
  { name: 'design', path: 'giftware/design' },
  { name: 'design-empty', path: 'empty/design' },
  { name: 'design-error', path: 'broken/design' },
  {
    name: 'design-add',
    path: 'giftware/design',
    act: async (page, text) => {
      await page.getByRole('button', { name: text['design.add'] }).click()
      await page.getByRole('menuitem').first().waitFor()
    },
  },
  { name: 'rule', path: rule, act: openMore },
  { name: 'rule-new', path: 'giftware/design/new/earning-rule' },
  { name: 'rule-error', path: 'broken/design/earning-rule/base' },
  {
    name: 'rule-faults',
    path: rule,
    act: async (page, text) => {
      await page.locator('#field-name').fill('')
      await page.getByRole('button', { name: text['save.save'] }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  { name: 'rule-conflict', path: rule, act: conflicted },
  {
    name: 'rule-leave',
    path: rule,
    act: async (page, text) => {
      await page.locator('#field-name').fill('Weeks')
      await page.getByRole('link', { name: text['design.back'] }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'ladder', path: 'giftware/design/tier-ladder/status', act: openMore },
  { name: 'currency', path: 'giftware/design/currency/points', act: openMore },
  { name: 'settings', path: 'giftware/design/settings/program', act: openMore },
  { name: 'bench', path: 'giftware/bench', act: tried },
  { name: 'bench-live', path: 'empty/bench', act: tried },
  { name: 'publish', path: 'giftware/publish' },
  {
    name: 'publish-faults',
    path: 'giftware/publish',
    before: ({ design }) => {
      design.errors = [{ field: 'earning-rule/garden-weeks.currency', message: 'There is no currency.' }]
    },
  },
  { name: 'publish-empty', path: 'empty/publish' },
  { name: 'publish-error', path: 'broken/publish' },
]

async function openMore(page: Page): Promise<void> {
  const more = page.locator('details > summary')
  if ((await more.count()) > 0) await more.first().click()
}

async function conflicted(page: Page, text: Text): Promise<void> {
  await page.locator('#field-name').fill('Mine')
  stub.design.definitions = stub.design.definitions.map((each) =>
    each.key === 'garden-weeks'
      ? { ...each, revision: 9, spec: { ...each.spec, name: 'Theirs', priority: 5 } }
      : each,
  )
  await page.getByRole('button', { name: text['save.save'] }).click()
  await page.getByRole('alert').getByText(text['conflict.title']).waitFor()
}

async function tried(page: Page): Promise<void> {
  await page.locator('[class*=total]').first().waitFor()
}

describe.each(looks)('designing in $locale, $scheme', ({ locale, scheme }) => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await openWindow({ browser, look: { locale, scheme }, now })
  })
  afterAll(async () => {
    await context.close()
  })

  test.each(views)(
    '$name keeps WCAG 2.2 AA',
    async (view) => {
      view.before?.(stub)
      page = await visit({ context, site: stub, path: view.path })
      await view.act?.(page, texts[locale])
      if (folder)
        await page.screenshot({
          path: join(folder, `${view.name}-${locale}-${scheme}.png`),
          fullPage: !['rule-leave', 'design-add'].includes(view.name),
        })
      expect(await checkAccessibility(page)).toEqual([])
      expect(await sidewaysPixels(page)).toBe(0)
      await page.close({ runBeforeUnload: false })
    },
    60_000,
  )
})
