import { copyFileSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureOrganization } from '../../src/access/index.ts'
import { backUpWhenDue } from '../../src/app/backup/backup-job.ts'
import { readConfig } from '../../src/app/config.ts'
import { fillDemoShop } from '../../src/app/demo/index.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import { checkBackup, listCopies, readBackupState, writeBackup } from '../../src/platform/backup/index.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { deliverOutbox } from '../../src/platform/outbox.ts'
import { type Program, readTemplate, templatesFolder } from '../../src/programs/index.ts'
import { createEmptyDatabase, createTestDatabase } from '../database.ts'
import { answerOf, type Harness, openHarness } from '../harness.ts'
import { endEverything, onTestDatabase, runPerennial, until } from './app-process.ts'
import {
  backUp,
  backupFolder,
  contentOf,
  newOrder,
  pagesAfter,
  restore,
  restoreInto,
  runFull,
  sourceIdsOf,
} from './backup-house.ts'
import { withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
/** Twenty copies of a shop that grows all the while, each restored, take their time. */
const patienceMs = long ? 1_800_000 : 120_000

let house: Harness
let shop: Program
/** What the house held when it was backed up. */
let atBackup: Record<string, string>
const { folder, remove } = backupFolder()
const whole = path.join(folder, 'whole.backup.gz')

beforeAll(async () => {
  house = await openHarness()
  shop = await house.createProgram('shop', { template: 'demo-shop' })
  await house.createProgram('other', { template: 'cdnow' })
  // An organisation without a programme: nothing but its own table knows of it.
  await ensureOrganization(house.database, { key: 'rival', name: "The rival's\ttab \\. and line\nbreak" })
  const filled = await fillDemoShop({ pipeline: house.pipeline, program: shop, now: Date.now(), members: 40 })
  expect(filled.refusals).toEqual([])
  // A consumer that has had some of the events and not the others.
  await deliverOutbox(house.database, {
    programId: shop.programId,
    consumer: 'crm',
    pagesMax: 3,
    consume: async () => {},
  })
  await backUp(house.testDatabase, whole)
  atBackup = await contentOf(house.testDatabase)
}, 120_000)

afterAll(async () => {
  await endEverything()
  await house.close()
  remove()
})

describe('a restore', () => {
  test('O-05 brings back every row of every table, and the books add up', async () => {
    const restored = await restore(whole)
    try {
      expect(await restored.faults()).toEqual([])
      expect(await contentOf(restored.database)).toEqual(atBackup)
      const filled = Object.values(atBackup).filter((told) => !told.startsWith('0 '))
      expect(filled.length).toBeGreaterThan(15)
      expect(restored.backup.trailer.canaries.map((each) => (each.seen as unknown[]).length)).toEqual([5, 0])
    } finally {
      await restored.close()
    }
  })

  test('O-05 the canary tells when a member is not as it was', async () => {
    const restored = await restore(whole)
    try {
      const [canary] = restored.backup.trailer.canaries
      const [seen] = (canary?.seen ?? []) as { ownerId: string }[]
      await withAdmin(restored.database.adminUrl, (admin) =>
        admin.query(`update member set name = 'Somebody else' where member_id = $1`, [seen?.ownerId]),
      )
      expect(await restored.faults()).toEqual([
        'canary: members are not as they were when the backup was taken',
      ])
    } finally {
      await restored.close()
    }
  })

  test('O-05 what was restored goes on: walls stand, numbers go on, orders are recorded once', async () => {
    const restored = await restore(whole)
    try {
      const { product, database } = restored
      await withAdmin(database.adminUrl, async (admin) => {
        const open = await admin.query(
          `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'public'
           and relkind = 'r' and relname <> 'perennial_migration' and not (relrowsecurity and relforcerowsecurity)`,
        )
        expect(open.rows).toEqual([])
      })
      const input = newOrder('after-restore')
      const first = answerOf((await product.pipeline.submit(shop, [input]))[0])
      expect(first).toMatchObject({ status: 'recorded' })
      expect(answerOf((await product.pipeline.submit(shop, [input]))[0])).toMatchObject({
        activity: (first as { activity: string }).activity,
      })
      const template = orThrow(await readTemplate(path.join(templatesFolder, 'cdnow')))
      const { organizationId } = house
      const third = await product.programs.createProgram({
        organizationId,
        key: 'third',
        actor: 'test',
        template,
      })
      expect(third).toMatchObject({ ok: true, value: { program: { programId: 3 } } })
    } finally {
      await restored.close()
    }
  })

  test('O-05 an outbox goes on where its readers were: in order, nothing lost, nothing twice', async () => {
    const expected = await pagesAfter(house.testDatabase, { programId: shop.programId, first: 3 })
    const restored = await restore(whole)
    try {
      const input = newOrder('after-restore-2')
      await restored.product.pipeline.submit(shop, [input])
      const pages: string[] = []
      const consume = async ({ pageId }: { pageId: string }) => void pages.push(pageId)
      const ask = { programId: shop.programId, consumer: 'crm', pagesMax: 10_000, consume }
      // A page is shown once nothing that came before it is open on the server, whose other databases are at work, too.
      await until('the new page', 60_000, async () => {
        await deliverOutbox(restored.product.database, ask)
        return pages.length > expected.length
      })
      expect(expected.length).toBeGreaterThan(10)
      expect(pages.slice(0, -1)).toEqual(expected)
      expect(pages).toHaveLength(expected.length + 1)
    } finally {
      await restored.close()
    }
  })
})

describe('a backup', () => {
  test(
    'O-06 taken while orders are written is one consistent instant',
    async () => {
      const file = path.join(folder, 'during-writes.backup.gz')
      const stop = new AbortController()
      const acknowledged: string[] = []
      const write = async (writer: number) => {
        for (let number = 0; !stop.signal.aborted; number += 1) {
          const sourceId = `during-${writer}-${number}`
          const [verdict] = await house.pipeline.submit(shop, [newOrder(sourceId)])
          expect(answerOf(verdict)).toMatchObject({ status: 'recorded' })
          acknowledged.push(sourceId)
        }
      }
      const writers = [0, 1, 2, 3].map(write)
      for (let round = 0; round < (long ? 20 : 2); round += 1) {
        const enough = acknowledged.length + 40
        await until('some orders', 20_000, () => acknowledged.length > enough)
        const before = [...acknowledged]
        await backUp(house.testDatabase, file)
        const after = acknowledged.length
        // It held up nobody, and what was confirmed before it began is in it.
        expect(after).toBeGreaterThan(before.length)
        const restored = await restore(file)
        try {
          expect(await restored.faults()).toEqual([])
          const kept = await sourceIdsOf(restored.database)
          expect(before.filter((sourceId) => !kept.has(sourceId))).toEqual([])
        } finally {
          await restored.close()
        }
      }
      stop.abort()
      await Promise.all(writers)
    },
    patienceMs,
  )

  test('O-07 is refused where it cannot be written, and the older copy stays', async () => {
    const file = path.join(folder, 'kept.backup.gz')
    await backUp(house.testDatabase, file)
    const bytes = readFileSync(file)
    const full = await runFull(['backup', file, '--json'], onTestDatabase(house.testDatabase))
    expect(full.code).toBe(1)
    expect(JSON.parse(full.stdout)).toMatchObject({ problem: { code: 'backup_failed' } })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
    const blocked = path.join(file, 'below-a-file.backup.gz')
    const { ownerUrl } = house.testDatabase
    expect(await writeBackup({ ownerUrl, file: blocked, product: 'test' })).toMatchObject({
      ok: false,
      refusal: { code: 'backup_failed' },
    })
  })

  test('O-07 a schedule that fails says so at once, keeps what it has, and tries again', async () => {
    const place = backupFolder()
    const copies = path.join(place.folder, 'backups')
    try {
      expect(await runSchedule(copies)).toContain('Took a backup')
      const [first] = listCopies(copies)
      expect(readBackupState(copies).lastRun).toMatchObject({ ok: true, file: first?.file, problem: null })
      expect(statSync(path.join(copies, first?.file ?? '')).mode & 0o777).toBe(0o600)
      expect(await runSchedule(copies)).toBe('')
      // Two old copies, so that the next one is due; the older of them would go if it succeeded.
      const [oldest, old] = ['20200101T000000Z', '20200102T000000Z'].map((at) => `perennial-${at}.backup.gz`)
      renameSync(path.join(copies, first?.file ?? ''), path.join(copies, old ?? ''))
      copyFileSync(path.join(copies, old ?? ''), path.join(copies, oldest ?? ''))
      const full = await runFull(['backup', '--json'], {
        ...onTestDatabase(house.testDatabase),
        PERENNIAL_BACKUP_FOLDER: copies,
        PERENNIAL_BACKUP_KEEP: '2',
      })
      expect(full.code).toBe(1)
      expect(readBackupState(copies).lastRun).toMatchObject({
        ok: false,
        problem: expect.stringContaining('larger than allowed'),
      })
      expect(listCopies(copies).map(({ file }) => file)).toEqual([old, oldest])
      // A folder that cannot be is an error in the log of the first run.
      expect(await runSchedule(path.join(copies, old ?? '', 'below'))).toContain('"level":"error"')
      expect(await runSchedule(copies)).toContain('Took a backup')
      expect(
        listCopies(copies)
          .map(({ file }) => file)
          .slice(1),
      ).toEqual([old])
    } finally {
      place.remove()
    }
  })

  test('O-07 one that was cut off or changed is found by the check and by a restore, which writes nothing', async () => {
    const bytes = readFileSync(whole)
    const file = path.join(folder, 'damaged.backup.gz')
    const damages: [string, Buffer][] = [
      ['empty', Buffer.alloc(0)],
      ['without its last byte', bytes.subarray(0, -1)],
      ['without its footer', bytes.subarray(0, -100)],
      ['cut in the middle', bytes.subarray(0, bytes.length / 2)],
      ['longer', Buffer.concat([bytes, Buffer.from('x')])],
      ...Array.from({ length: long ? 400 : 40 }, (_, index): [string, Buffer] => {
        const changed = Buffer.from(bytes)
        const at = Math.floor((index / (long ? 400 : 40)) * bytes.length)
        changed[at] = (changed[at] ?? 0) ^ (1 << (index % 8))
        return [`changed at ${at}`, changed]
      }),
    ]
    const target = await createEmptyDatabase()
    try {
      for (const [how, content] of damages) {
        writeFileSync(file, content)
        const refused = { ok: false, refusal: { code: 'backup_invalid' } }
        expect(await checkBackup({ file }), how).toMatchObject(refused)
        expect(await restoreInto(target, file), how).toMatchObject(refused)
      }
      expect(await contentOf(target)).toEqual({})
      expect(await checkBackup({ file: whole })).toMatchObject({ ok: true })
    } finally {
      await target.drop()
    }
  })

  test('O-07 a stop leaves no half file and the older copy', async () => {
    const file = path.join(folder, 'stopped.backup.gz')
    await backUp(house.testDatabase, file)
    const bytes = readFileSync(file)
    const { ownerUrl } = house.testDatabase
    const stop = new AbortController()
    const stopped = writeBackup({
      ownerUrl,
      file,
      product: 'test',
      signal: stop.signal,
      onProgress: (rows) => {
        if (rows > 100) stop.abort()
      },
    })
    await expect(stopped).rejects.toThrow('aborted')
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  })
})

describe('a restore is refused', () => {
  test('O-08 into an installation that holds anything, which it leaves as it was', async () => {
    const target = await createTestDatabase()
    try {
      const connections = openDatabase({ url: target.appUrl, connectionsMax: 1 })
      await ensureOrganization(connections, { key: 'production', name: 'Production' })
      const busy = await restoreInto(target, whole)
      expect(busy).toMatchObject({ refusal: { code: 'restore_target_busy' } })
      await connections.close()
      const before = await contentOf(target)
      const used = await restoreInto(target, whole)
      expect(used).toMatchObject({
        refusal: { code: 'restore_target_used', detail: expect.stringContaining('rows in organization') },
      })
      expect(await contentOf(target)).toEqual(before)
    } finally {
      await target.drop()
    }
  })

  test('O-08 unless somebody types the key of the organisation', async () => {
    const target = await createEmptyDatabase()
    const env = onTestDatabase(target)
    try {
      const nobody = await runPerennial(['restore', whole, '--json'], env).ended
      expect(JSON.parse(nobody.stdout)).toMatchObject({ problem: { code: 'restore_unconfirmed' } })
      expect(nobody.code).toBe(1)
      const wrong = await runPerennial(['restore', whole, '--confirm', 'production', '--json'], env).ended
      expect(JSON.parse(wrong.stdout)).toMatchObject({ problem: { code: 'restore_unconfirmed' } })
      expect(await contentOf(target)).toEqual({})
      const right = await runPerennial(['restore', whole, '--confirm', 'house', '--json'], env).ended
      expect(right.code, right.stdout + right.stderr).toBe(0)
      expect(JSON.parse(right.stdout)).toMatchObject({
        ok: true,
        programs: [{ program: 'shop', published: true, faults: [] }, {}],
      })
      expect(await contentOf(target)).toEqual(atBackup)
      // What it holds now protects it from another one.
      const again = await runPerennial(['restore', whole, '--confirm', 'house', '--json'], env).ended
      expect(JSON.parse(again.stdout)).toMatchObject({ problem: { code: 'restore_target_used' } })
    } finally {
      await target.drop()
    }
  }, 60_000)

  test('O-08 with migrations that are not those of the backup', async () => {
    const target = await createTestDatabase()
    try {
      await withAdmin(target.adminUrl, (admin) =>
        admin.query(
          `insert into perennial_migration (name, checksum, duration_ms) values ('9999-newer', 'x', 1)`,
        ),
      )
      const refused = await restoreInto(target, whole)
      expect(refused).toMatchObject({ refusal: { code: 'restore_schema_differs' } })
      const unknown = await restoreInto(target, whole, { migrationsFolder: folder })
      expect(unknown).toMatchObject({ refusal: { code: 'restore_schema_differs' } })
    } finally {
      await target.drop()
    }
  })

  test('O-08 and one that is stopped leaves the installation empty', async () => {
    const target = await createEmptyDatabase()
    const stop = new AbortController()
    const onProgress = (rows: number) => {
      if (rows > 100) stop.abort()
    }
    try {
      const stopped = restoreInto(target, whole, { signal: stop.signal, onProgress })
      await expect(stopped).rejects.toThrow('aborted')
      const left = Object.values(await contentOf(target)).filter((told) => told !== '0 ')
      expect(left).toEqual([])
      expect(await restoreInto(target, whole)).toMatchObject({ ok: true })
    } finally {
      await target.drop()
    }
  })
})

/** Runs the scheduled duty once; what it logged. */
async function runSchedule(copies: string): Promise<string> {
  const lines: string[] = []
  const log = openLog({ level: 'info', format: 'json', write: (line) => lines.push(line) })
  const env = {
    PERENNIAL_BACKUP_FOLDER: copies,
    PERENNIAL_BACKUP_KEEP: '2',
    PERENNIAL_BACKUP_DRILL_DAYS: '0',
  }
  const { ownerUrl } = house.testDatabase
  await backUpWhenDue({ config: orThrow(readConfig(env)), log, ownerUrl }, new AbortController().signal)
  return lines.join('')
}
