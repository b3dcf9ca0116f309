import type { Page } from 'playwright-core'
import beta from '../src/messages/beta/en.json' with { type: 'json' }
import betaInPersian from '../src/messages/beta/fa.json' with { type: 'json' }
import common from '../src/messages/en.json' with { type: 'json' }
import commonInPersian from '../src/messages/fa.json' with { type: 'json' }
import review from '../src/messages/review/en.json' with { type: 'json' }
import reviewInPersian from '../src/messages/review/fa.json' with { type: 'json' }
import segments from '../src/messages/segments/en.json' with { type: 'json' }
import segmentsInPersian from '../src/messages/segments/fa.json' with { type: 'json' }
import { proposal } from './fixture-back-test.ts'
import { today } from './fixture-shop.ts'
import type { Stub } from './stub-server.ts'

const now = `${today}T10:00:00Z`
const en = { ...common, ...beta, ...review, ...segments }
const fa = { ...commonInPersian, ...betaInPersian, ...reviewInPersian, ...segmentsInPersian }
export const texts = { en, fa }
type Text = typeof en

interface Acting {
  page: Page
  text: Text
  stub: Stub
}

/** One row, one view of designing: its address, what is known there, and what to do there first. */
interface View {
  name: string
  path: string
  before?: (stub: Stub) => void
  act?: (on: Acting) => Promise<void>
}

export const rule = 'giftware/design/earning-rule/garden-weeks'

export const designViews: View[] = [
  { name: 'gallery', path: '?start=template' },
  {
    name: 'gallery-create',
    path: '?start=template',
    act: async ({ page, text }) => {
      await page.getByRole('button', { name: text['start.choose'] }).first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'design', path: 'giftware/design' },
  { name: 'design-empty', path: 'empty/design' },
  { name: 'design-error', path: 'broken/design' },
  {
    name: 'design-add',
    path: 'giftware/design',
    act: async ({ page, text }) => {
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
    act: async ({ page, text }) => {
      await page.locator('#field-name').fill('')
      await page.getByRole('button', { name: text['save.save'] }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  { name: 'rule-conflict', path: rule, act: conflicted },
  {
    name: 'rule-leave',
    path: rule,
    act: async ({ page, text }) => {
      await page.locator('#field-name').fill('Weeks')
      await page.getByRole('link', { name: text['design.back'] }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'rule-condition-text',
    path: rule,
    act: async ({ page, text }) => {
      await openMore({ page })
      // The switch of this condition, not of another that is read later.
      const field = page.locator('div:has(> #field-when)')
      await field.getByText(text['condition.text'], { exact: true }).click()
      await page.locator('#field-when').fill('order.nett > 3')
      await page.getByText('There is no fact').waitFor()
    },
  },
  { name: 'rule-formula', path: 'giftware/design/earning-rule/formula' },
  { name: 'card', path: 'giftware/design/stamp-card/coffee' },
  { name: 'ladder', path: 'giftware/design/tier-ladder/status', act: openMore },
  {
    name: 'segment',
    path: 'giftware/design/segment/sleepers',
    act: async ({ page }) => {
      await page.getByRole('progressbar').waitFor()
    },
  },
  {
    name: 'segment-faults',
    path: 'giftware/design/segment/regulars',
    act: async ({ page, text }) => {
      await page.locator('#field-when').fill('order.nett > 3')
      await page.getByText(text['segment.wrong']).waitFor()
    },
  },
  {
    name: 'segment-estimate',
    path: 'giftware/design/segment/regulars',
    act: async ({ page, text }) => {
      await page.locator('#field-when').fill('balances.points > 0')
      await page.getByText(text['segment.exact']).waitFor()
    },
  },
  {
    name: 'segment-list',
    path: 'giftware/design/segment/founders',
    act: async ({ page, text }) => {
      await page.getByText(text['segment.people']).waitFor()
    },
  },
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
  {
    name: 'publish-tried',
    path: 'giftware/publish',
    before: ({ design }) => {
      design.proposals = [proposal]
    },
    act: async ({ page, text }) => {
      await page.getByRole('button', { name: text['backTest.start'] }).click()
      await page.getByText(text['backTest.winners']).waitFor()
      await page.getByText(text['backTest.deciles']).first().click()
    },
  },
  {
    name: 'publish-four-eyes',
    path: 'careful/publish',
    before: ({ design }) => {
      const rejected = { state: 'rejected', actedBy: 'staff:Mina', reason: 'Too generous' } as const
      design.proposals = [{ ...proposal, author: 'staff:Mina' }, proposal, { ...proposal, ...rejected }].map(
        (each, index) => ({ ...each, proposal: 9 - index }),
      )
      design.comments = [{ author: 'staff:Mina', text: 'از دسامبر؟', at: now }]
    },
    act: async ({ page, text }) => {
      await page.getByText(text['review.comments'], { exact: true }).first().click()
      await page.getByText('از دسامبر؟').waitFor()
    },
  },
  {
    name: 'publish-beta',
    path: 'giftware/publish',
    before: withBeta,
    act: async ({ page, text }) => {
      await page.getByRole('article').getByText(text['beta.publish']).waitFor()
    },
  },
  {
    name: 'releases-beta',
    path: 'giftware/releases',
    before: withBeta,
    act: async ({ page, text }) => {
      await page.getByRole('region', { name: text['beta.live'] }).waitFor()
    },
  },
  { name: 'publish-empty', path: 'empty/publish' },
  { name: 'publish-error', path: 'broken/publish' },
]

function withBeta({ design }: Stub): void {
  const beta = { release: 5, audience: { segments: ['regulars', 'founders'] } }
  design.proposals = [{ ...proposal, state: 'beta', beta }]
}

export async function openMore({ page }: Pick<Acting, 'page'>): Promise<void> {
  await page.locator('form').waitFor()
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
}

export async function conflicted({ page, text, stub }: Acting): Promise<void> {
  await page.locator('#field-name').fill('Mine')
  stub.design.definitions = stub.design.definitions.map((each) =>
    each.key === 'garden-weeks'
      ? { ...each, revision: 9, spec: { ...each.spec, name: 'Theirs', priority: 5 } }
      : each,
  )
  await page.getByRole('button', { name: text['save.save'] }).click()
  await page.getByRole('alert').getByText(text['conflict.title']).waitFor()
}

async function tried({ page }: Acting): Promise<void> {
  await page.locator('[class*=total]').first().waitFor()
}
