import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import en from '../src/messages/en.json' with { type: 'json' }
import fa from '../src/messages/fa.json' with { type: 'json' }
import { checkAccessibility, openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { looks, openWindow, sidewaysPixels, visit } from './console-session.ts'
import { today } from './fixture-shop.ts'
import { adjusted, heldNow, purse } from './fixture-wallet.ts'
import { type Stub, startStub } from './stub-server.ts'
import { freshWallet } from './stub-wallet.ts'

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
  stub.wallet = freshWallet()
})

interface View {
  name: string
  path: string
  act?: (page: Page, text: Text) => Promise<void>
}

const member = `giftware/members/${purse.id}`

const views: View[] = [
  { name: 'purse', path: member },
  { name: 'purse-journal', path: `${member}?tab=journal` },
  { name: 'purse-lots', path: `${member}?tab=lots` },
  { name: 'holds', path: `${member}?tab=holds` },
  {
    name: 'holds-cancel',
    path: `${member}?tab=holds`,
    act: async (page, text) => {
      await page.getByRole('button', { name: start(text['holds.cancel.label']) }).click()
      await dialogOf(page).waitFor()
    },
  },
  { name: 'statement', path: `${member}?tab=statement` },
  {
    name: 'why-adjusted',
    path: `${member}?activity=${adjusted.activity}`,
    act: (page) => dialogOf(page).waitFor(),
  },
  {
    name: 'why-held',
    path: `${member}?activity=${heldNow.activity}`,
    act: (page) => dialogOf(page).waitFor(),
  },
  {
    name: 'unfreeze',
    path: member,
    act: async (page, text) => {
      await page.getByRole('button', { name: text['account.unfreeze'] }).click()
      await dialogOf(page).getByRole('button', { name: text['account.unfreeze'] }).click()
      await page.getByText(text['form.reason.missing']).waitFor()
    },
  },
  {
    name: 'adjust-form',
    path: member,
    act: async (page, text) => {
      await openAdjust(page, text)
      await dialogOf(page).getByRole('button', { name: text['adjust.preview'] }).click()
      await page.getByText(text['adjust.amount.invalid']).waitFor()
    },
  },
  { name: 'adjust-preview', path: member, act: (page, text) => preview(page, text, '500') },
  {
    name: 'adjust-second',
    path: member,
    act: async (page, text) => {
      await preview(page, text, '۲۵٬۰۰۰')
      await dialogOf(page).getByText(text['adjust.second.title']).waitFor()
    },
  },
  { name: 'approvals', path: 'giftware/approvals' },
  { name: 'approvals-empty', path: 'empty/approvals' },
  { name: 'approvals-error', path: 'broken/approvals' },
  { name: 'accounts', path: 'giftware/accounts' },
  { name: 'accounts-empty', path: 'empty/accounts' },
  { name: 'accounts-error', path: 'broken/accounts' },
]

/** The words of a text before its first placeholder. */
function start(text: string): RegExp {
  return new RegExp(text.split('{')[0]?.trim() ?? '')
}

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog')
}

async function openAdjust(page: Page, text: Text): Promise<void> {
  await page.getByRole('button', { name: text['adjust.open'], exact: true }).click()
  await page.locator('input[name=amount]').waitFor()
}

async function preview(page: Page, text: Text, amount: string): Promise<void> {
  await openAdjust(page, text)
  await page.locator('input[name=amount]').fill(amount)
  await dialogOf(page).getByRole('button', { name: text['adjust.preview'] }).click()
  await dialogOf(page).getByRole('table').waitFor()
}

describe.each(looks)('value in the console in $locale, $scheme', ({ locale, scheme }) => {
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
      await visit({ context, page, site: stub, path: view.path })
      await view.act?.(page, texts[locale])
      await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root'))
      if (folder) await page.screenshot({ path: join(folder, `${view.name}-${locale}-${scheme}.png`) })
      expect(await checkAccessibility(page)).toEqual([])
      expect(await sidewaysPixels(page)).toBe(0)
    },
    60_000,
  )
})

test.each(['en', 'fa'] as const)(
  'value does not scroll sideways at 320 pixels in %s',
  async (locale) => {
    const context = await openWindow({ browser, look: { locale, scheme: 'light' }, width: 320, now })
    const page = await context.newPage()
    const narrow = ['purse', 'holds', 'statement', 'why-adjusted', 'adjust-preview', 'approvals', 'accounts']
    for (const view of views.filter(({ name }) => narrow.includes(name))) {
      await visit({ context, page, site: stub, path: view.path })
      await view.act?.(page, texts[locale])
      expect(await sidewaysPixels(page), view.name).toBe(0)
      if (folder)
        await page.screenshot({ path: join(folder, `narrow-${view.name}-${locale}.png`), fullPage: true })
    }
    await context.close()
  },
  60_000,
)

describe('commands by the keyboard alone', () => {
  let context: BrowserContext
  beforeAll(async () => {
    context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
  })
  afterAll(async () => {
    await context.close()
  })
  const commands = () => stub.wallet.sent.filter(({ dryRun }) => !dryRun)

  test('a give pays the debt first, is previewed, and is carried out once although its answer was lost', async () => {
    const page = await visit({ context, site: stub, path: member })
    await page.getByRole('button', { name: 'Adjust', exact: true }).press('Enter')
    await page.locator('input[name=amount]:focus').waitFor()
    await page.keyboard.type('500')
    await page.keyboard.press('Enter')
    const cells = dialogOf(page).locator('tbody td')
    await cells.first().waitFor()
    expect(await cells.allTextContents()).toEqual(['0', '180', '-320', '0'])
    expect(stub.wallet.sent).toMatchObject([{ dryRun: true, body: { amount: 500, reason: 'Goodwill' } }])
    // The command arrives, and its answer does not.
    await page.route(
      '**/adjustments',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    const give = page.getByRole('button', { name: 'Give it' })
    await give.press('Enter')
    await dialogOf(page).getByText(en['command.unknown']).waitFor()
    await give.press('Enter')
    await dialogOf(page).getByRole('status').getByText('Done').waitFor()
    const keys = commands().map(({ key }) => key)
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), keys[0]])
    await page.keyboard.press('Enter')
    await dialogOf(page).waitFor({ state: 'detached' })
    await page.getByRole('region', { name: 'Balance: Points' }).getByText('180').waitFor()
    await page.close()
  })

  test('two presses send one command, and other content has another key', async () => {
    const page = await visit({ context, site: stub, path: member })
    await preview(page, en, '10')
    await page.getByRole('button', { name: 'Give it' }).evaluate((button: HTMLButtonElement) => {
      button.click()
      button.click()
    })
    await dialogOf(page).getByRole('status').waitFor()
    expect(commands().length).toBe(1)
    await dialogOf(page).getByRole('button', { name: 'Close', exact: true }).last().click()
    await dialogOf(page).waitFor({ state: 'detached' })
    await preview(page, en, '11')
    await page.getByRole('button', { name: 'Give it' }).press('Enter')
    await dialogOf(page).getByRole('status').waitFor()
    expect(new Set(commands().map(({ key }) => key)).size).toBe(2)
    await page.close()
  })

  test('too much to take is refused beside the form, which keeps what was typed', async () => {
    const page = await visit({ context, site: stub, path: member })
    await openAdjust(page, en)
    await page.getByRole('radio', { name: 'Take' }).press('Space')
    await page.locator('input[name=amount]').fill('1')
    await page.getByRole('button', { name: 'Preview' }).press('Enter')
    await dialogOf(page).getByRole('alert').getByText(en['problem.insufficient_points']).waitFor()
    expect(await page.locator('input[name=amount]').inputValue()).toBe('1')
    expect(commands()).toEqual([])
    await page.close()
  })

  test('a hold is cancelled after a question, and a freeze is lifted with a reason', async () => {
    const page = await visit({ context, site: stub, path: `${member}?tab=holds` })
    await page.getByRole('button', { name: /basket-7781/ }).press('Enter')
    await dialogOf(page).getByText('£25.00 Store credit, 800 Points').waitFor()
    expect(commands()).toEqual([])
    await dialogOf(page).getByRole('button', { name: 'Cancel hold' }).press('Enter')
    await page.getByRole('row', { name: /Cancelled.*basket-7781/ }).waitFor()
    await page.getByRole('button', { name: 'Lift the freeze' }).press('Enter')
    await dialogOf(page).getByRole('textbox', { name: 'Reason' }).fill('The customer showed an id')
    await dialogOf(page).getByRole('button', { name: 'Lift the freeze' }).press('Enter')
    await dialogOf(page).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Freeze', exact: true }).waitFor()
    expect(commands().map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
      ['cancel', {}],
      ['unfreeze', { reason: 'The customer showed an id' }],
    ])
    await page.close()
  })

  test('a request is approved, one’s own can only be withdrawn, and a month is closed', async () => {
    const page = await visit({ context, site: stub, path: 'giftware/approvals' })
    const [other, own] = [page.getByRole('article').first(), page.getByRole('article').nth(1)]
    await own.getByText(en['approvals.own']).waitFor()
    expect(await own.getByRole('button').allTextContents()).toEqual(['Withdraw'])
    await other.getByRole('button', { name: 'Approve' }).press('Enter')
    await dialogOf(page)
      .getByText(/\+25,000/)
      .waitFor()
    await dialogOf(page).getByRole('button', { name: 'Approve' }).press('Enter')
    await page.getByRole('article').nth(1).waitFor({ state: 'detached' })
    expect(commands().map(({ path }) => path.split('/').at(-1))).toEqual(['approve'])
    await visit({ context, page, site: stub, path: 'giftware/accounts' })
    await page.getByRole('button', { name: 'Close October 2026' }).press('Enter')
    await dialogOf(page).getByRole('button', { name: 'Close October 2026' }).press('Enter')
    await page.getByText('November 2026 is next, once it is over.').waitFor()
    expect(commands().at(-1)?.path).toBe('/v1/programs/giftware/periods/2026-10/close')
    await page.close()
  })
})
