import { cpSync, readdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ensureOrganization } from '../../src/access/index.ts'
import { drillBackup } from '../../src/app/backup/drill.ts'
import { readConfig } from '../../src/app/config.ts'
import { migrationsFolder } from '../../src/app/context.ts'
import { fillDemoShop } from '../../src/app/demo/index.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import { readBackupState, writeBackup } from '../../src/platform/backup/index.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { silentLog } from '../../src/platform/log.ts'
import { migrate } from '../../src/platform/migrate/index.ts'
import { createEmptyDatabase, createTestDatabase } from '../database.ts'
import { openHarness, orderOf } from '../harness.ts'
import { tablesOfNoTenant } from '../structure/catalogue.ts'
import { insertEverywhere, listTables } from '../structure/sample-rows.ts'
import { type AppProcess, dataFolder, endEverything, freePort, runPerennial } from './app-process.ts'
import { backUp, backupFolder, contentOf, restoreInto } from './backup-house.ts'
import { call, withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const members = long ? 10_000 : 40
const drillMsMax = 60_000

afterAll(endEverything)

test(`O-05 a drill with ${members} members takes a minute at most, finds the books right and leaves nothing`, async () => {
  const house = await openHarness()
  const { folder, remove } = backupFolder()
  const file = path.join(folder, 'drill.backup.gz')
  const config = orThrow(readConfig({ PERENNIAL_DATA: dataFolder() }))
  try {
    const program = await house.createProgram('shop', { template: 'demo-shop' })
    const filled = await fillDemoShop({ pipeline: house.pipeline, program, now: Date.now(), members })
    expect(filled.refusals).toEqual([])
    await backUp(house.testDatabase, file)
    const startedMs = performance.now()
    const report = orThrow(await drillBackup({ file, config, log: silentLog }))
    const drillMs = Math.round(performance.now() - startedMs)
    if (long) console.log(`drill of ${report.rows} rows: ${drillMs} ms, load ${loadavg()[0]?.toFixed(1)}`)
    expect(drillMs).toBeLessThan(drillMsMax)
    expect(report).toMatchObject({ ok: true, programs: [{ program: 'shop', published: true, faults: [] }] })
    expect(report.rows).toBeGreaterThan(members * 10)
    expect(readBackupState(config.backups.folder).lastVerified).toMatchObject({ takenAt: report.takenAt })
    expect(readdirSync(config.dataFolder)).toEqual(['backups'])
  } finally {
    await house.close()
    remove()
  }
}, 1_200_000)

test('O-05 an installation moves to another folder: backed up while it serves, drilled, restored, verified, serving', async () => {
  const old = { PERENNIAL_DATA: dataFolder(), PORT: String(await freePort()) }
  const fresh = { PERENNIAL_DATA: dataFolder(), PORT: String(await freePort()) }
  const app = start(old)
  const { url, apiKey, ownerLink } = await app.report()
  const key = apiKey ?? ''
  await call(`${url}/v1/programs`, { key, body: { key: 'shop', template: 'cdnow' } })
  const order = orderOf('moved-1', [['A', '1', '20.00']], { currency: 'USD' })
  const recorded = await call(`${url}/v1/programs/shop/activities`, { key, body: order })
  expect(recorded?.status, JSON.stringify(recorded?.body)).toBe(201)
  const { activity } = (recorded?.body ?? {}) as { activity?: string }

  const { file } = JSON.parse(await done(['backup', '--json'], old)) as { file: string }
  expect(file.startsWith(path.join(old.PERENNIAL_DATA, 'backups'))).toBe(true)
  expect(JSON.parse(await done(['backup', 'check', file, '--json'], old))).toMatchObject({ file })
  expect(JSON.parse(await done(['backup', 'drill', file, '--json'], old))).toMatchObject({ ok: true })
  await expectShown(url, { ownerLink, key, file: path.basename(file) })

  // O-08: an installation that is at work is not restored into.
  const busy = await runPerennial(['restore', file, '--confirm', 'main', '--json'], old).ended
  expect(JSON.parse(busy.stdout)).toMatchObject({ problem: { code: 'restore_target_busy' } })

  await stop(app)
  const restored = JSON.parse(await done(['restore', file, '--confirm', 'main', '--json'], fresh))
  expect(restored).toMatchObject({ ok: true, programs: [{ program: 'shop', faults: [] }] })
  const moved = start(fresh)
  const report = await moved.report()
  // It knows its owner and its keys: nothing is made anew.
  expect(report.apiKey).toBeNull()
  const again = await call(`${report.url}/v1/programs/shop/activities`, { key, body: order })
  expect(again).toMatchObject({ body: { activity } })
  await stop(moved)
}, 180_000)

test('O-05 a row of every table of two tenants comes back: a new table cannot be forgotten', async () => {
  const { folder, remove } = backupFolder()
  const file = path.join(folder, 'every-table.backup.gz')
  const [full, target] = [await createTestDatabase(), await createEmptyDatabase()]
  try {
    await withAdmin(full.adminUrl, async (admin) => {
      // The key of an organisation is the one value that two tenants cannot share.
      const others = new Set(['organization', ...Object.keys(tablesOfNoTenant)])
      const tables = (await listTables(admin)).filter(({ name }) => !others.has(name))
      await admin.query(
        `insert into organization (organization_id, key, name) overriding system value values (1, 'a', 'A'), (2, 'b', 'B')`,
      )
      await admin.query('begin')
      for (const tenant of [1, 2] as const)
        expect(await insertEverywhere(admin, { tables, tenant })).toEqual([])
      await admin.query('commit')
    })
    orThrow(await writeBackup({ ownerUrl: full.ownerUrl, file, product: 'test' }))
    orThrow(await restoreInto(target, file))
    const content = await contentOf(full)
    expect(Object.entries(content).filter(([, told]) => !told.startsWith('2 '))).toEqual([])
    expect(await contentOf(target)).toEqual(content)
  } finally {
    await full.drop()
    await target.drop()
    remove()
  }
})

test('O-05 a backup of an older version is restored under its own schema, and brought up to date', async () => {
  const { folder, remove } = backupFolder()
  const file = path.join(folder, 'older.backup.gz')
  const [older, target] = [await createEmptyDatabase(), await createEmptyDatabase()]
  try {
    const migrations = readdirSync(migrationsFolder).sort()
    for (const name of migrations.slice(0, 3))
      cpSync(path.join(migrationsFolder, name), path.join(folder, 'older', name), { recursive: true })
    await migrate({ ownerUrl: older.ownerUrl, folder: path.join(folder, 'older') })
    const connections = openDatabase({ url: older.appUrl, connectionsMax: 1 })
    await ensureOrganization(connections, { key: 'old', name: 'Old' })
    await connections.close()
    orThrow(await writeBackup({ ownerUrl: older.ownerUrl, file, product: 'older' }))
    orThrow(await restoreInto(target, file))
    expect(await contentOf(target)).toEqual(await contentOf(older))
    const brought = await migrate({ ownerUrl: target.ownerUrl, folder: migrationsFolder })
    expect(brought).toEqual({ applied: migrations.slice(3), alreadyThere: migrations.slice(0, 3) })
  } finally {
    await older.drop()
    await target.drop()
    remove()
  }
})

function start(env: Record<string, string>): AppProcess {
  return runPerennial(['start', '--no-demo', '--json'], env)
}

async function stop(app: AppProcess): Promise<void> {
  app.kill('SIGTERM')
  expect((await app.ended).code, app.printed()).toBe(0)
}

async function done(args: readonly string[], env: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await runPerennial(args, env).ended
  expect(code, stdout + stderr).toBe(0)
  return stdout
}

/** The state of backups is on the page of those who run the installation, and in the numbers that are watched. */
async function expectShown(
  url: string,
  known: { ownerLink: string; key: string; file: string },
): Promise<void> {
  const token = new URL(known.ownerLink).searchParams.get('token') ?? ''
  const signedIn = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `token=${token}`,
  })
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const shown = await fetch(`${url}/v1/backups`, { headers: { cookie } })
  expect(shown.status).toBe(200)
  expect(await shown.json()).toMatchObject({
    schedule: { everyHours: 24, keep: 7, drillDays: 7 },
    copies: [{ file: known.file }],
    lastRun: { ok: true, file: known.file },
    lastVerified: { ok: true, file: known.file },
  })
  expect((await call(`${url}/v1/backups`, { key: known.key }))?.status).toBe(403)
  const numbers = await (await fetch(`${url}/metrics`)).text()
  expect(numbers).toMatch(/^perennial_backup_age_seconds \d/m)
  expect(numbers).toMatch(/^perennial_backup_verified_age_seconds \d/m)
  expect(numbers).toMatch(/^perennial_backup_failed 0$/m)
}
