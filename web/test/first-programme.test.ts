import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { MemberView } from '@perennial/contract'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import en from '../src/messages/en.json' with { type: 'json' }
import { checkAccessibility, openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { openWindow, settled } from './console-session.ts'
import { type Product, startProduct } from './product.ts'

const takesPictures = process.env.PERENNIAL_PICTURES === '1'
const pictures = join(import.meta.dirname, '..', '..', 'docs', 'pictures')
/** What a newcomer may need, from the start of the product to a purchase in the books. */
const clicksMax = 12
const storyMs = 5 * 60_000

let product: Product
let browser: Browser
let startedMs = 0

beforeAll(async () => {
  await buildConsole()
  startedMs = performance.now()
  product = await startProduct()
  browser = await openBrowser()
  if (takesPictures) mkdirSync(pictures, { recursive: true })
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await product?.close()
}, 60_000)

async function picture(page: Page, name: string): Promise<void> {
  if (!takesPictures) return
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(pictures, `first-programme-${name}.png`), animations: 'disabled' })
}

test(
  'a newcomer gets from the start to a published programme of their own and a test purchase',
  async () => {
    let clicks = 0
    const click = async (target: Locator) => {
      clicks += 1
      await target.click()
    }
    const look = { locale: 'en', scheme: 'light' } as const
    const context = await openWindow({ browser, look, patienceMs: 60_000 })
    const page = await context.newPage()
    const step = async (name: string) => {
      await settled(page)
      expect(await checkAccessibility(page), name).toEqual([])
      await picture(page, name)
    }

    await page.goto(product.ownerLink)
    await click(page.getByRole('button'))
    await page.getByRole('heading', { name: en['overview.title'] }).waitFor()

    await click(page.getByRole('link', { name: en['nav.newProgram'] }))
    const template = page.getByRole('article', { name: 'Harbour Lane' })
    await template.waitFor()
    await step('1-templates')
    await click(template.getByRole('button', { name: en['start.choose'] }))
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Lantern Street')
    await step('2-name')
    await click(page.getByRole('button', { name: en['start.create'] }))

    const rule = page.getByRole('link', { name: /Earning rule/ }).first()
    await rule.waitFor()
    await step('3-design')
    await click(page.getByRole('link', { name: /5 points/i }).first())
    const points = page.locator('#field-award-points')
    await click(points)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('8')
    await step('4-rule')
    await click(page.getByRole('button', { name: en['save.save'] }))
    await page.getByText(en['save.saved']).waitFor()
    await click(page.getByRole('link', { name: en['design.review'] }))
    const publish = page.getByRole('button', { name: en['publish.action'], exact: true })
    await publish.waitFor()
    await step('5-review')
    await click(publish)
    await page.getByRole('heading', { name: 'Release 2 is in force' }).waitFor()
    await click(page.getByRole('link', { name: en['publish.done.try'] }))
    await page.getByText('+360').first().waitFor()
    await step('6-try')
    await click(page.getByRole('button', { name: en['bench.record'] }))
    await click(page.getByRole('dialog').getByRole('button', { name: en['bench.record'] }))
    await page.getByText(en['bench.recorded']).waitFor()
    await step('7-recorded')
    const tookMs = performance.now() - startedMs

    expect(clicks).toBeLessThanOrEqual(clicksMax)
    expect(tookMs).toBeLessThan(storyMs)
    console.log(
      `first programme: ${clicks} clicks, ${Math.round(tookMs / 1000)} s from the start of the product`,
    )

    const { members } = await product.read<{ members: { id: string }[] }>('programs/lantern-street/members')
    expect(members).toHaveLength(1)
    const member = await product.read<MemberView>(`programs/lantern-street/members/${members[0]?.id}`)
    const [balance] = member.balances
    expect((balance?.available ?? 0) + (balance?.pending ?? 0)).toBeGreaterThanOrEqual(160)
    await context.close()
  },
  storyMs,
)
