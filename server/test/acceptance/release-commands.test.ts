import type { ProposalView, ReleaseView } from '@perennial/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { endEverything, runPerennial } from '../reliability/app-process.ts'

let house: ApiHouse
let others = ''

beforeAll(async () => {
  house = await openApiHouse()
  await giftware(house, 'shop')
  others = await house.newKey()
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
  await endEverything()
})

/** Runs a command on the house's server, under a key of the house unless another one is given. */
async function run(words: readonly string[], key = house.key): Promise<{ code: number | null; out: string }> {
  const env: Record<string, string> = key === '' ? {} : { PERENNIAL_KEY: key }
  const { code, stdout, stderr } = await runPerennial(
    [...words, '--program', 'shop', '--url', house.origin],
    env,
  ).ended
  return { code, out: `${stdout}${stderr}` }
}

async function json<T>(words: readonly string[], key?: string): Promise<T> {
  const { code, out } = await run([...words, '--json'], key)
  expect(code, out).toBe(0)
  return JSON.parse(out) as T
}

/** Changes the draft of the base rule to so many points a pound. */
async function draft(points: number): Promise<void> {
  const path = '/v1/programs/shop/definitions/earning-rule/base'
  const { body, headers } = await house.ask({ path })
  const { spec } = body as unknown as { spec: { award: object } }
  const saved = await house.ask({
    method: 'PUT',
    path,
    headers: { 'if-match': headers.get('etag') ?? '' },
    body: { spec: { ...spec, award: { ...spec.award, points } } },
  })
  expect(saved.status).toBe(200)
}

test('what the command line or the server refuses is said by the exit code', async () => {
  const reader = await house.newKey({ scopes: ['read'] })
  const cases: [words: string[], code: number, said: string, key?: string][] = [
    [['proposals', 'approve'], 2, 'number'],
    [['proposals', 'approve', 'x'], 2, 'whole number'],
    [['proposals', 'ask'], 2, '--note'],
    [['proposals', 'list', '--state', 'lost'], 2, 'lost'],
    [['proposals', 'schedule', '1'], 2, '--at'],
    [['proposals', 'beta', '1'], 1, 'one of --percent'],
    [['proposals', 'beta', '1', '--percent', '5', '--segments', 'vip'], 1, 'one of --percent'],
    [['proposals', 'show', '9'], 1, 'has no proposal 9'],
    [['releases', 'show', '9'], 1, 'has no release 9'],
    [['releases', 'publish'], 1, 'PERENNIAL_KEY', ''],
    [['releases', 'publish', '--json'], 1, '"code":"forbidden"', reader],
    [['releases', 'list', '--json'], 1, '"code":"not_found"', house.rivalKey],
  ]
  for (const [words, code, said, key] of cases) {
    const ended = await run(words, key)
    expect([words, ended]).toEqual([words, { code, out: expect.stringContaining(said) }])
  }
}, 300_000)

test('a proposal goes from the drafts over comments and approval to a release', async () => {
  expect((await run(['proposals', 'list'])).out).toBe('There are no proposals.\n')
  await draft(20)
  expect(await run(['releases', 'compare'])).toEqual({
    code: 0,
    out: '~ earning-rule/base\n    award.points: 10 -> 20\n',
  })
  expect((await run(['proposals', 'ask', '--note', 'Twice'])).out).toBe(
    'The drafts are frozen as proposal 1.\n',
  )
  expect((await run(['proposals', 'comment', '1', 'Also in the outlet?'])).code).toBe(0)
  expect(await run(['proposals', 'approve', '1', '--json'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('"code":"approval_own"'),
  })
  expect((await run(['proposals', 'approve', '1'], others)).out).toBe('Proposal 1 is approved.\n')
  const shown = (await run(['proposals', 'show', '1'])).out
  for (const part of [
    '1 approved',
    ': Twice',
    'award.points: 10 -> 20',
    'Approved by key:',
    'in the outlet?',
  ])
    expect(shown).toContain(part)
  expect((await run(['proposals', 'publish', '1'])).out).toBe('Proposal 1 is published as release 2.\n')
  const { proposals } = await json<{ proposals: ProposalView[] }>([
    'proposals',
    'list',
    '--state',
    'published',
  ])
  expect(proposals.map(({ proposal, release }) => [proposal, release])).toEqual([[1, 2]])
  expect((await run(['proposals', 'reject', '1', '--reason', 'Late', '--json'])).out).toContain(
    'approval_decided',
  )
}, 300_000)

test('one is scheduled and taken back, one is tried as a beta and ended, one is rejected', async () => {
  await draft(30)
  const { proposal } = await json<ProposalView>(['proposals', 'ask', '--note', 'Thrice'])
  const at = new Date(Date.now() + 86_400_000).toISOString()
  expect(await json(['proposals', 'schedule', String(proposal), '--at', at])).toMatchObject({
    state: 'scheduled',
  })
  expect((await run(['proposals', 'withdraw', String(proposal)])).out).toContain('is withdrawn')

  const tried = String((await json<ProposalView>(['proposals', 'ask', '--note', 'Again'])).proposal)
  expect((await run(['proposals', 'beta', tried, '--percent', '10'])).out).toMatch(
    / for 10 % of the members\.$/m,
  )
  expect((await run(['releases', 'publish', '--json'])).out).toContain('beta_running')
  expect((await run(['releases', 'list'])).out).toContain('beta for 10 % of the members')
  expect(await json(['proposals', 'withdraw', tried])).toMatchObject({ state: 'withdrawn' })

  const last = String((await json<ProposalView>(['proposals', 'ask', '--note', 'Once more'])).proposal)
  expect(await json(['proposals', 'reject', last, '--reason', 'Too dear'])).toMatchObject({
    state: 'rejected',
    reason: 'Too dear',
  })
}, 300_000)

test('drafts are published and rolled back', async () => {
  const published = await json<ReleaseView>(['releases', 'publish', '--note', 'Thirty'])
  expect(published).toMatchObject({ note: 'Thirty', current: true })
  expect((await run(['releases', 'show', String(published.number)])).out).toContain('award.points: 20 -> 30')
  expect((await run(['releases', 'publish', '--json'])).out).toContain('release_unchanged')
  const { number } = await json<ReleaseView>(['releases', 'rollback', '1', '--note', 'Too dear'])
  const [first] = (await run(['releases', 'list', '--limit', '1'])).out.split('\n')
  expect(first).toMatch(new RegExp(`^${number} \\(in force, again 1\\)  .*: Too dear$`))
  expect((await run(['releases', 'compare'])).out).toBe('They say the same.\n')

  await house.ask({
    method: 'PUT',
    path: '/v1/programs/shop/definitions/earning-rule/odd',
    body: {
      spec: {
        name: 'Odd',
        currency: 'points',
        on: 'order.placed',
        award: { kind: 'fixed', points: 1 },
        when: 'balances.stars > 5',
      },
    },
  })
  const compared = await run(['releases', 'compare'])
  expect(compared.code).toBe(3)
  expect(compared.out).toContain('! earning-rule/odd.when: 1:1: balances has no "stars"')
}, 300_000)
