import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkAccessibility, openBrowser } from './browser.ts'
import { buildConsole } from './build.ts'
import { looks, openWindow, sidewaysPixels, visit } from './console-session.ts'
import { conflicted, designViews, openMore, rule, texts } from './design-views.ts'
import { proposal } from './fixture-back-test.ts'
import { heroine, today } from './fixture-shop.ts'
import { freshDesign } from './stub-design.ts'
import { type Stub, startStub } from './stub-server.ts'

const now = `${today}T10:00:00Z`
const { en } = texts
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

describe.each(looks)('designing in $locale, $scheme', ({ locale, scheme }) => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await openWindow({ browser, look: { locale, scheme }, now })
  })
  afterAll(async () => {
    await context.close()
  })

  test.each(designViews)(
    '$name keeps WCAG 2.2 AA',
    async (view) => {
      view.before?.(stub)
      page = await visit({ context, site: stub, path: view.path })
      await view.act?.({ page, text: texts[locale], stub })
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

describe('the keyboard alone', () => {
  test('opens a rule, changes it, saves it, and publishes it', async () => {
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: 'giftware/design' })
    const section = page.getByRole('navigation').locator('[aria-current]')
    expect(await section.allTextContents()).toEqual([en['design.title']])
    await page.getByRole('link', { name: /10 points for every pound/ }).press('Enter')
    const points = page.locator('[id="field-award-points"]')
    await points.waitFor()
    await points.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('۱۲')
    await page.keyboard.press('Enter')
    await page.getByText(en['save.saved']).waitFor()
    expect(stub.design.sent).toMatchObject([
      { method: 'PUT', ifMatch: '"3"', body: { spec: { award: { points: 12, perMinor: 100 } } } },
    ])
    await page.getByRole('link', { name: en['design.review'] }).press('Enter')
    const publish = page.getByRole('button', { name: en['publish.action'] })
    await publish.waitFor()
    expect(await section.allTextContents()).toEqual([en['design.title']])
    await publish.press('Enter')
    await page.getByRole('heading', { name: 'Release 5 is in force' }).waitFor()
    await page.getByRole('link', { name: en['publish.done.try'] }).press('Enter')
    await page.getByText('+100').first().waitFor()
    expect(await section.allTextContents()).toEqual([en['bench.title']])
    await context.close()
  }, 60_000)

  test('asks for approval where the programme wants four eyes, and approves what another proposed', async () => {
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: 'careful/publish' })
    await page.getByRole('banner').getByText(en['nav.test']).waitFor()
    const ask = page.getByRole('button', { name: en['review.ask'] })
    await ask.press('Enter')
    await page.getByText(en['publish.note.missing']).waitFor()
    expect(await page.getByRole('button', { name: en['publish.action'], exact: true }).count()).toBe(0)
    await page.getByLabel(en['publish.note'], { exact: true }).fill('Ten points')
    await page.getByRole('button', { name: new RegExp(en['form.day']) }).press('Enter')
    await page.locator('[data-day="2026-11-30"]').press('Enter')
    await ask.press('Enter')
    const mine = page.getByRole('article', { name: /Proposal 3/ })
    await mine.getByText(en['review.own']).waitFor()
    expect(await mine.getByRole('button').allInnerTexts()).toEqual([en['proposals.withdraw']])
    expect(stub.design.sent.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/programs/careful/proposals', { note: 'Ten points', publishAt: '2026-11-30T00:00:00Z' }],
    ])
    stub.design.proposals = [{ ...proposal, author: 'staff:Mina' }]
    await page.reload()
    await mine.getByText(en['review.comments'], { exact: true }).press('Enter')
    await mine.getByLabel(en['review.comment']).fill('Looks right')
    await mine.getByRole('button', { name: en['review.comment.send'] }).press('Enter')
    await mine.getByRole('listitem').getByText('Looks right').waitFor()
    await mine.getByRole('button', { name: en['proposals.approve'] }).press('Enter')
    await mine.getByRole('button', { name: en['proposals.publish'] }).waitFor()
    await mine.getByRole('button', { name: en['proposals.schedule'] }).press('Enter')
    const when = page.getByRole('dialog', { name: en['review.schedule.title'] })
    await when.getByRole('button', { name: en['publish.schedule'] }).press('Enter')
    await when.getByText(en['review.at.missing']).waitFor()
    await when.getByRole('button', { name: new RegExp(en['form.day']) }).press('Enter')
    await page.locator('[data-day="2026-11-29"]').press('Enter')
    await when.getByRole('button', { name: en['publish.schedule'] }).press('Enter')
    await mine.getByText(en['proposals.state.scheduled']).waitFor()
    await context.close()
  }, 60_000)

  test('tells which promise would break, and which rule can never give anything', async () => {
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: 'giftware/publish' })
    await page.getByText('A promise would be broken').waitFor()
    await page.getByText('It gives back 1.00 GBP of 1.00 GBP.').waitFor()
    await page.getByText(en['checks.reason.schedule-past']).waitFor()
    await page.getByRole('link', { name: 'Earning rule base', exact: true }).first().click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(page.url()).toMatch(/design\/earning-rule\/base$/)
    await context.close()
  }, 60_000)

  test('gives it to some first, sees who has it, and takes it back', async () => {
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: 'giftware/publish' })
    await page.getByLabel(en['publish.note'], { exact: true }).fill('Ten points')
    await page.getByRole('button', { name: en['proposals.beta'] }).press('Enter')
    const dialog = page.getByRole('dialog', { name: en['beta.title'] })
    await dialog.getByLabel(en['beta.percent']).fill('120')
    await dialog.getByText(en['beta.percent.range']).waitFor()
    await dialog.getByLabel(en['beta.way']).selectOption('members')
    await dialog.getByRole('button', { name: en['beta.start'] }).press('Enter')
    await dialog.getByText(en['beta.members.missing']).waitFor()
    await dialog.getByLabel(en['beta.way']).selectOption('percent')
    await dialog.getByLabel(en['beta.percent']).fill('۲۰')
    await dialog.getByText(/^About [\d,]+ of [\d,]+ members$/).waitFor()
    if (folder) await page.screenshot({ path: join(folder, 'beta-dialog.png') })
    expect(await checkAccessibility(page)).toEqual([])
    await dialog.getByRole('button', { name: en['beta.start'] }).press('Enter')
    const card = page.getByRole('article', { name: /Proposal 3/ })
    await card.getByText('20% of the members').waitFor()
    await page.getByText(/^Proposal 3 is with a test group/).waitFor()
    expect(stub.design.sent.map(({ path, body }) => [path, body])).toEqual([
      ['/v1/programs/giftware/proposals', { note: 'Ten points' }],
      ['/v1/programs/giftware/proposals/3/beta', { audience: { percent: 20 } }],
    ])
    const member = await visit({ context, site: stub, path: `giftware/members/${heroine.id}` })
    await member.getByText(en['account.beta.title']).waitFor()
    await member.close()
    await card.getByRole('button', { name: en['beta.withdraw'] }).press('Enter')
    await page.getByRole('dialog').getByRole('button', { name: en['beta.withdraw'] }).press('Enter')
    await card.waitFor({ state: 'detached' })
    await context.close()
  }, 60_000)

  test('keeps what somebody else saved in fields of their own, and asks before changes are lost', async () => {
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: rule })
    await conflicted({ page, text: en, stub })
    await page.getByRole('button', { name: en['conflict.keepMine'] }).press('Enter')
    expect(await page.locator('#field-name').inputValue()).toBe('Mine')
    await page.getByRole('link', { name: en['design.back'] }).press('Enter')
    await page.getByRole('button', { name: en['leave.stay'] }).press('Enter')
    await page.getByRole('button', { name: en['save.save'] }).press('Enter')
    await page.getByText(en['save.saved']).waitFor()
    expect(stub.design.sent.at(-1)).toMatchObject({
      ifMatch: '"9"',
      body: { spec: { name: 'Mine', priority: 5 } },
    })
    await context.close()
  }, 60_000)

  test('a refusal of the server stands at its field, and what was typed stays', async () => {
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: rule })
    const errors = [{ field: 'spec.award.factor', message: 'Too much of a good thing.' }]
    stub.design.refusal = { status: 422, body: { code: 'definition_invalid', errors } }
    await page.locator('#field-award-factor').fill('900')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('Too much of a good thing.').waitFor()
    await page.getByRole('alert').getByRole('button', { name: en['field.award.factor'] }).press('Enter')
    expect(
      await page.locator('#field-award-factor').evaluate((field) => field === document.activeElement),
    ).toBe(true)
    await context.close()
  }, 60_000)

  test('starts a programme from a template under a name of its own', async () => {
    const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
    const page = await visit({ context, site: stub, path: '?start=template' })
    await page.getByRole('article', { name: 'Corner Club' }).getByRole('button').press('Enter')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Bean There')
    await page.keyboard.press('Enter')
    await page.waitForURL(/giftware\/design/)
    expect(stub.design.sent).toMatchObject([
      { path: '/v1/programs', body: { key: 'bean-there', name: 'Bean There', template: 'corner-cafe' } },
    ])
    await context.close()
  }, 60_000)
})

test('a condition is changed row by row, and its text follows', async () => {
  const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
  const page = await visit({ context, site: stub, path: rule })
  await openMore({ page })
  const value = page.getByRole('group', { name: 'Condition 1' }).getByRole('textbox')
  await value.fill('35.00')
  await page.getByRole('button', { name: en['save.save'] }).click()
  await page.getByText(en['save.saved']).waitFor()
  expect(JSON.stringify(stub.design.sent.at(-1)?.body)).toContain('35.00')
  await context.close()
}, 60_000)

test('of many members a segment says about how many, then exactly how many, and nothing moves', async () => {
  const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
  const page = await visit({ context, site: stub, path: 'giftware/design/segment/regulars' })
  const panel = page.getByRole('region', { name: en['segment.preview'] })
  const told = panel.locator('[aria-live=polite]')
  const field = page.locator('#field-when')
  const asked = stub.design.previewed.length
  await field.fill('balances.points > 0 // slow')
  await panel.getByText('About 161,000 members').waitFor()
  await panel.getByText('Give or take 4,000.').waitFor()
  // Read out once the number is the last one.
  expect(await told.getAttribute('aria-busy')).toBe('true')
  const heightBefore = (await panel.boundingBox())?.height
  await panel.getByText('160,156 members').waitFor()
  await expect.poll(() => told.getAttribute('aria-busy')).toBe('false')
  expect([await panel.getByText('Give or take').count(), (await panel.boundingBox())?.height]).toEqual([
    0,
    heightBefore,
  ])
  await field.fill('balances.points > 1 // slow')
  await panel.getByText('About 161,000 members').waitFor()
  await field.fill('consents.email')
  await panel.getByText('14 members').waitFor()
  expect(await panel.getByText(en['segment.exact']).count()).toBe(0)
  expect(stub.design.previewed.slice(asked)).toEqual([
    'balances.points > 0 // slow',
    'all of balances.points > 0 // slow',
    'balances.points > 1 // slow',
    'all of balances.points > 1 // slow',
    'consents.email',
  ])
  await context.close()
}, 60_000)

test('a segment counts whom it would have once nobody types, and shows the last answer', async () => {
  const context = await openWindow({ browser, look: { locale: 'en', scheme: 'light' }, now })
  const page = await visit({ context, site: stub, path: 'giftware/design/segment/regulars' })
  const panel = page.getByRole('region', { name: en['segment.preview'] })
  await panel.getByText('29 members').waitFor()
  const asked = stub.design.previewed.length
  const field = page.locator('#field-when')
  await field.fill('')
  await field.pressSequentially('consents.email // slow')
  await expect.poll(() => stub.design.previewed.slice(asked)).toEqual(['consents.email // slow'])
  await field.fill('consents.email')
  await panel.getByText('14 members').waitFor()
  expect(await panel.getByText('22 members').count()).toBe(0)
  expect(stub.design.previewed.slice(asked)).toEqual(['consents.email // slow', 'consents.email'])
  await panel.getByRole('link').first().press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: en['leave.leave'] }).press('Enter')
  await page.waitForURL(/giftware\/members\/mem_/)
  await context.close()
}, 60_000)
