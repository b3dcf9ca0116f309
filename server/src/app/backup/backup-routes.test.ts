import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiHouse, openApiHouse } from '../../../test/api-house.ts'
import { ensureOrganization, ensureOwnerLink } from '../../access/index.ts'
import { systemClock } from '../../platform/clock.ts'
import { houseKey } from '../first-start.ts'

let house: ApiHouse

beforeAll(async () => {
  house = await openApiHouse()
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
})

/** The Cookie header of the owner of an organisation. */
async function ownerOf(organizationId: number): Promise<string> {
  const { database, origin } = house
  const link = await ensureOwnerLink({ database, clock: systemClock }, { organizationId, publicUrl: origin })
  const signedIn = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `token=${new URL(link.url).searchParams.get('token')}`,
  })
  return (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

const path = '/v1/backups'

test('backups hold everybody, so a key with every scope and the owner of another organisation do not see them', async () => {
  expect((await house.ask({ path })).status).toBe(403)
  const before = await house.ask({
    path,
    key: null,
    headers: { cookie: await ownerOf(house.organizationId) },
  })
  expect(before.body).toMatchObject({ status: 403, code: 'forbidden' })
  const { organizationId } = await ensureOrganization(house.database, { key: houseKey, name: 'Provider' })
  const after = await house.ask({ path, key: null, headers: { cookie: await ownerOf(house.organizationId) } })
  expect(after.body).toMatchObject({ status: 403, code: 'forbidden' })
  const seen = await house.ask({ path, key: null, headers: { cookie: await ownerOf(organizationId) } })
  expect(seen.body).toMatchObject({ schedule: { everyHours: 24, keep: 7, drillDays: 7 } })
})
