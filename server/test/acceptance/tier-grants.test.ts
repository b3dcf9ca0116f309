import type { MemberView } from '@perennial/contract'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { dayOf, dayText } from '../../src/kernel/instants.ts'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { enrolWith } from './wallet-members.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program
const today = dayOf(Date.now(), 'Europe/London')
const ladder = {
  name: 'Status',
  metric: 'spend',
  window: 'enrolment-year',
  tiers: [
    { key: 'base', name: 'Base', threshold: 0 },
    {
      key: 'gold',
      name: 'Gold',
      threshold: 5_000,
      benefits: ['A card', { kind: 'early-access', hours: 24 }],
    },
  ],
}

beforeAll(async () => {
  house = await openApiHouse()
  const definitions = [...walletDefinitions(), { kind: 'tier-ladder', key: 'status', spec: ladder }]
  program = await house.createProgram('wallet', { definitions })
})

afterAll(async () => {
  const replay = await replayProgram(house, { programId: program.programId })
  expect(replay.differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

const gold = { ladder: 'status', tier: 'gold', until: dayText(today + 10), reason: 'a friend of the house' }

async function page(member: string): Promise<MemberView> {
  return (await house.ask({ path: `/v1/programs/wallet/members/${member}` })).body as unknown as MemberView
}

async function auditOf(subject: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await client.connect()
  try {
    const sql = 'select action, detail from audit_entry where subject = $1 order by created_at'
    return (await client.query(sql, [subject])).rows
  } finally {
    await client.end()
  }
}

describe('giving a tier by hand', () => {
  test('is for managers of the organisation, needs a key, a reason and what is there', async () => {
    const member = await enrolWith(house, 100)
    const path = `members/${member}/tiers`
    const writer = await house.newKey({ scopes: ['read', 'write'] })
    const codes = await Promise.all([
      command(house, path, { body: gold, key: writer }),
      command(house, path, { body: gold, key: house.rivalKey }),
      command(house, path, { body: gold, idempotencyKey: null }),
      command(house, path, { body: { ...gold, reason: '' } }),
      command(house, path, { body: { ...gold, tier: 'none' } }),
      command(house, 'members/externalId:nobody/tiers', { body: gold }),
      command(house, `${path}/act_00000000000000000000000000000000/revoke`, { body: { reason: 'x' } }),
      command(house, `${path}/none/revoke`, { body: { reason: 'x' } }),
    ])
    expect(codes.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'forbidden'],
      [404, 'not_found'],
      [400, 'idempotency_key_missing'],
      [422, 'body_invalid'],
      [422, 'body_invalid'],
      [404, 'not_found'],
      [404, 'not_found'],
      [404, 'not_found'],
    ])
    expect((await page(member)).grants).toEqual([])
  })

  test('shows on the page, once for each key, is audited, and ends when it is taken back', async () => {
    const member = await enrolWith(house, 100)
    const sent = { body: gold, idempotencyKey: `grant-${member}` }
    const [first, again] = [
      await command(house, `members/${member}/tiers`, sent),
      await command(house, `members/${member}/tiers`, sent),
    ]
    expect([first.status, again.text]).toEqual([200, first.text])
    const given = await page(member)
    expect(given.tiers[0]).toMatchObject({ tier: 'gold', total: 100, projected: { tier: 'base' } })
    expect(given.grants).toEqual([
      {
        grant: first.body.activity,
        ladder: 'status',
        tier: 'gold',
        from: dayText(today),
        until: gold.until,
        revoked: null,
      },
    ])
    const revoke = `members/${member}/tiers/${String(first.body.activity)}/revoke`
    expect((await command(house, revoke, { body: { reason: 'a mistake' } })).status).toBe(200)
    expect(await page(member)).toMatchObject({
      tiers: [{ tier: 'base', projected: null }],
      grants: [{ revoked: dayText(today) }],
    })
    const audit = await auditOf(given.id)
    expect(audit).toMatchObject([
      { action: 'tier.granted', detail: { ladder: 'status', tier: 'gold', until: gold.until } },
      { action: 'tier.revoked' },
    ])
  })
})
