import { it } from 'vitest'
import pg from 'pg'
import { createTestDatabase } from '../../test/database.ts'
import { openDatabase } from '../platform/database.ts'
import { tierMix, verifyTiers } from './read-tiers.ts'
import { sampleRelease } from './sample.ts'
it('perf', async () => {
  const server = await createTestDatabase()
  const db = openDatabase({ url: server.appUrl, connectionsMax: 1 })
  await db.write({ programId: 1 }, async (tx) => {
    await tx.execute(`insert into tier_day select 1, ('00000000-0000-7000-8000-' || lpad(to_hex(o), 12, '0'))::uuid, 'status', 20000 + (o * 7 + d * 31) % 500, o & 63, 40 from generate_series(1, 100000) o, generate_series(1, 8) d on conflict do nothing`)
    await tx.execute(`insert into tier_state select 1, owner_id, 'status', bucket, 20500, sum(amount) filter (where day >= 20135), null from tier_day group by owner_id, bucket`)
  })
  for (const graceDays of [0, 30]) {
    const release = sampleRelease({ status: { graceDays } })
    for (let i = 0; i < 2; i += 1) {
      const t = performance.now()
      const mix = await db.read({ programId: 1 }, (tx) => tierMix(tx, { programId: 1, release, at: 20450 * 864e5, members: 100000 }))
      console.log('mix', graceDays, performance.now() - t, JSON.stringify(mix[0]?.tiers.map((x) => x.members)))
    }
  }
  const t = performance.now()
  const release = sampleRelease({ status: {} })
  console.log('verify', await db.read({ programId: 1 }, (tx) => verifyTiers(tx, { programId: 1, release })), performance.now() - t)
  await db.close(); await server.drop(); void pg
}, 120000)
