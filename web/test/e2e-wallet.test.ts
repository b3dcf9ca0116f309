import type { ApprovalView, Balance, Hold, MemberView, Statement } from '@perennial/contract'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import en from '../src/messages/en.json' with { type: 'json' }
import { checkAccessibility, openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { openWindow, visit } from './console-session.ts'
import { importedHistory } from './demo-shop.ts'
import { type Product, startProduct } from './product.ts'

/** Other work may share the machine. */
const patienceMs = 30_000
const testMs = 120_000
const program = 'programs/vault'
const member = `${program}/members/externalId:12346`

let product: Product
let browser: Browser
let context: BrowserContext
let page: Page
let id = ''

beforeAll(async () => {
  await buildConsole()
  product = await startProduct()
  browser = await openBrowser()
  await importedHistory(product, 'vault')
  // Of 350 points 100 are held and 250 spent; what the order of 200 gave is no longer there when it comes back.
  const parts = (amount: number) => [{ currency: 'points', amount }]
  await send('holds', { parts: parts(100), ttlSeconds: 86_400, reference: 'basket-1' })
  await send('spends', { parts: parts(250), reference: 'reward-1' })
  const back = {
    type: 'order.returned',
    source: 'till',
    sourceId: 'back-1',
    occurredAt: new Date().toISOString(),
    member: { externalId: '12346' },
    return: { order: '2011-12-09' },
  }
  await product.send({ method: 'POST', path: `${program}/activities`, body: back })
  id = (await view()).id
  context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, patienceMs })
  page = await context.newPage()
  await page.goto(product.ownerLink)
  await page.getByRole('button').click()
  await page.waitForURL(/\/console\/[a-z]+\/overview/)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await product?.close()
}, 60_000)

/** A command by the second person: whoever has the API key. */
function send<Body>(path: string, body: unknown): Promise<Body> {
  const idempotencyKey = `e2e-${path}`
  return product.send<Body>({ method: 'POST', path: `${member}/${path}`, body, idempotencyKey })
}

function view(): Promise<MemberView> {
  return product.read<MemberView>(member)
}

async function points(): Promise<Balance> {
  const [balance] = (await view()).balances
  if (balance === undefined) throw new Error('The member has no points')
  return balance
}

function open(path: string): Promise<Page> {
  return visit({ context, site: product, page, path: `vault/${path}` })
}

function drawer(): Locator {
  return page.getByRole('dialog')
}

/** What stands beside a name in the balance. */
async function fact(name: string): Promise<string | null> {
  const balance = page.getByRole('region', { name: en['balance.title'] })
  return balance.locator(`dt:text-is("${name}") + dd`).textContent()
}

/** Fills the form, and waits for what would come of it. */
async function preview(amount: string): Promise<void> {
  await page.getByRole('button', { name: en['adjust.open'], exact: true }).click()
  await page.locator('input[name=amount]').fill(amount)
  await page.locator('textarea[name=note]').fill('Told on the phone')
  await drawer().getByRole('button', { name: en['adjust.preview'] }).click()
  await drawer().getByRole('table').waitFor()
}

test(
  'a member’s page shows the debt and the hold that the books have, and the statement adds up to them',
  async () => {
    const before = await points()
    expect(before.debt).toBeGreaterThan(0)
    expect(before.held).toBeGreaterThan(0)
    await open(`members/${id}?tab=holds`)
    expect(await fact(en['balance.debt'])).toBe(`-${before.debt}`)
    expect(await fact(en['balance.held'])).toBe(String(before.held))
    await page.getByRole('row', { name: /Open.*basket-1/ }).waitFor()
    expect(await checkAccessibility(page)).toEqual([])
    await open(`members/${id}?tab=statement`)
    const told = await product.read<Statement>(`${member}/statement`)
    const lines = page.getByRole('table').locator('tbody tr')
    await lines.first().waitFor()
    expect(await lines.count()).toBe((told.currencies[0]?.movements.length ?? 0) + 2)
    expect(await lines.last().locator('bdi').textContent()).toBe(String(told.currencies[0]?.closing.total))
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: en['statement.csv'] }).click(),
    ])
    expect(csv.suggestedFilename()).toMatch(/^vault-statement-.*\.csv$/)
    expect(await checkAccessibility(page)).toEqual([])
  },
  testMs,
)

test(
  'what is given by hand is previewed, pays the debt first, and says who did it and why',
  async () => {
    const before = await points()
    await open(`members/${id}`)
    await preview('500')
    const cells = await drawer().locator('tbody td').allTextContents()
    expect(cells).toEqual([String(before.available), String(500 - before.debt), `-${before.debt}`, '0'])
    expect(await points()).toEqual(before)
    await drawer().getByRole('button', { name: en['adjust.confirm.give'] }).click()
    await drawer().getByRole('status').getByText(en['adjust.done.title']).waitFor()
    expect(await points()).toMatchObject({ available: 500 - before.debt, debt: 0 })
    await open(`members/${id}`)
    await page.getByRole('button', { name: new RegExp(en['activity.wallet.adjust']) }).click()
    await drawer().getByText('Goodwill: Told on the phone').waitFor()
    const { staff } = await page.evaluate(async () => (await fetch('/v1/session')).json())
    await drawer().getByText(staff, { exact: true }).waitFor()
    expect(await checkAccessibility(page)).toEqual([])
  },
  testMs,
)

test(
  'above the limit a second person has to approve: the one who asked cannot, an API key can',
  async () => {
    const before = await points()
    await open(`members/${id}`)
    await preview('25000')
    await drawer().getByText(en['adjust.second.title']).waitFor()
    await drawer().getByRole('button', { name: en['adjust.request'] }).click()
    await drawer().getByText(en['adjust.waiting.title']).waitFor()
    expect(await points()).toEqual(before)
    await drawer().getByRole('link', { name: en['adjust.waiting.open'] }).click()
    const request = page.getByRole('article')
    await request.getByText(en['approvals.own']).waitFor()
    expect(await request.getByRole('button').allTextContents()).toEqual([en['approvals.withdraw']])
    expect(await checkAccessibility(page)).toEqual([])
    const { approvals } = await product.read<{ approvals: ApprovalView[] }>(`${program}/approvals?state=open`)
    const path = `${program}/approvals/${approvals[0]?.approval}`
    const own = await page.evaluate(async (url) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'own' }
      const response = await fetch(url, { method: 'POST', headers, body: '{}' })
      return { status: response.status, code: (await response.json()).code }
    }, `/v1/${path}/approve`)
    expect(own.code).toBe('approval_own')
    await product.send({ method: 'POST', path: `${path}/approve`, body: {}, idempotencyKey: 'second' })
    await open('approvals')
    await page.getByRole('row', { name: /Approved/ }).waitFor()
    expect(await request.count()).toBe(0)
    expect((await points()).available).toBe(before.available + 25_000)
  },
  testMs,
)

test(
  'a hold is cancelled, an account frozen and thawed with a reason, and the accounts tell it all',
  async () => {
    await open(`members/${id}?tab=holds`)
    await page.getByRole('button', { name: /basket-1/ }).click()
    await drawer().getByRole('button', { name: en['holds.cancel'] }).click()
    await drawer().waitFor({ state: 'detached' })
    const { holds } = await product.read<{ holds: Hold[] }>(`${member}/holds`)
    expect(holds.map(({ state }) => state)).toEqual(['cancelled'])
    for (const [verb, state] of [
      ['account.freeze', 'frozen'],
      ['account.unfreeze', 'open'],
    ] as const) {
      await page.getByRole('button', { name: en[verb], exact: true }).click()
      await drawer().getByRole('textbox').fill('A card was stolen')
      await drawer().getByRole('button', { name: en[verb], exact: true }).click()
      await drawer().waitFor({ state: 'detached' })
      expect((await view()).account.state).toBe(state)
    }
    await open('accounts?from=2011-01-01')
    await page.getByRole('heading', { name: en['accounts.deferred'], exact: true }).waitFor()
    await page.getByRole('button', { name: 'Close March 2011' }).click()
    await drawer().getByRole('button', { name: 'Close March 2011' }).click()
    await drawer().waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Close April 2011' }).waitFor()
    expect(await checkAccessibility(page)).toEqual([])
  },
  testMs,
)
