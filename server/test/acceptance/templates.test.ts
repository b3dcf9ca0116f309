import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templateListFile, templateTables } from '../../../tools/template-table.ts'
import { withGenerated } from '../../../tools/write-openapi.ts'
import type { Server } from '../../src/app/journey/play.ts'
import { type JourneyReport, journeyPage, runJourney } from '../../src/app/journey/run-journey.ts'
import { readStory, type Story } from '../../src/app/journey/story.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import { listTemplates, templatesFolder } from '../../src/programs/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'

let house: ApiHouse
let server: Server

const templates = readdirSync(templatesFolder, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map((each) => each.name)
  .sort()

beforeAll(async () => {
  house = await openApiHouse()
  server = {
    ask: (method, url, { body, headers } = {}) => house.ask(request(method, url, { body, headers })),
  }
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
})

function request(
  method: string,
  url: string,
  more: { body?: unknown; headers?: Record<string, string> | undefined },
) {
  const { body, headers } = more
  return {
    method,
    path: url,
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers }),
  }
}

const minute = 60_000

describe('every template', () => {
  test.each(templates)('%s tells a story that holds', { timeout: 3 * minute }, async (name) => {
    const story = orThrow(await readStory(path.join(templatesFolder, name)))
    const report = await runJourney({ ...story, server, program: name })
    expect(journeyPage(report)).toMatch(/all \d+ steps of \d+ days came out as told/)
    // Its terms are made from it, in every language.
    for (const language of ['en', 'fa']) {
      const told = await house.ask({ path: `/v1/programs/${name}/terms?language=${language}` })
      expect([told.status, told.body.terms]).toMatchObject([200, { language }])
    }
  })

  test('is in the list with what it waits for: else run `npm run contract`', async () => {
    const page = await readFile(templateListFile, 'utf8')
    expect(withGenerated(page, templateTables(await listTemplates(templatesFolder)))).toBe(page)
  })

  test('is told to whoever may read, and to nobody else', async () => {
    const told = await house.ask({ path: '/v1/templates', key: await house.newKey({ scopes: ['read'] }) })
    const keys = (told.body.templates as unknown as { key: string }[] | undefined)?.map((each) => each.key)
    expect(keys).toEqual(templates)
    expect((await house.ask({ path: '/v1/templates', key: null })).status).toBe(401)
  })
})

describe('a story that does not hold', () => {
  let story: Story
  let count = 0

  beforeAll(async () => {
    story = orThrow(await readStory(path.join(templatesFolder, 'giftware')))
  })

  function play(steps: Story['journey']['steps']): Promise<JourneyReport> {
    count += 1
    const journey = { ...story.journey, steps }
    return runJourney({ ...story, journey, server, program: `broken-${count}` })
  }

  test('says which step it is, what was expected and what came, and goes no further', async () => {
    const [join] = story.journey.steps
    const report = await play([
      { who: 'ann', join: {} },
      { day: 2, order: { items: [{ price: '10.00', quantity: '1' }] }, expect: { earned: { points: 7 } } },
      ...(join === undefined ? [] : [join]),
    ])
    expect(report).toMatchObject({ held: false, steps: 2, day: 2 })
    expect(journeyPage(report)).toContain('step 2, day 2 10:00, ann: order did not come out as told.')
    expect(journeyPage(report)).toContain('  earned.points: expected 7, came 100')
  })

  test.each([
    [{ spend: { of: { points: 5 } } }, 'refused: expected no refusal, came insufficient_points: '],
    [{ expect: { balances: { points: 5 } } }, 'balances.points.available: expected 5, came 0'],
    [{ expect: { tiers: { spend: 'gold' } } }, 'tiers.spend.tier: expected gold, came entry'],
    [{ expect: { tiers: { nowhere: 'gold' } } }, 'tiers.nowhere: expected gold, came no such ladder'],
    [{ expect: { happened: { 'member.birthday': 1 } } }, 'happened.member.birthday: expected 1, came 0'],
    [
      { join: {}, expect: { refused: 'identifier_invalid' } },
      'refused: expected identifier_invalid, came identifier_taken',
    ],
  ])('%j', async (step, told) => {
    expect(journeyPage(await play([{ who: 'ann', join: {} }, step]))).toContain(told)
  })

  test.each([
    [{ spend: { of: { points: 5 } } }, /does not say who/],
    [{ who: 'ann', capture: { hold: 'nothing' } }, /No step before has the id "nothing"/],
  ])('that is unclear is refused: %j', async (step, told) => {
    await expect(play([step])).rejects.toThrow(told)
  })
})
