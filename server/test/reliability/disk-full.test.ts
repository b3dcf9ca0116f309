import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, statfsSync, writeSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedPostgres, stopAbandonedServer } from '../../src/platform/postgres/index.ts'
import { type AppProcess, dataFolder, endEverything, freePort, runPerennial, until } from './app-process.ts'
import { call, faultsOf, openShop, seedOfRun } from './shop.ts'

const patienceMs = 240_000
/** Large enough that a tenth of it holds a segment of the write-ahead log, which is 16 MB. */
const diskMb = 256

/** Why a disk of its own cannot be had here; undefined where it can. */
function whyNoDisk(): string | undefined {
  if (process.platform !== 'linux') return 'it needs tmpfs, which Linux has'
  const folder = dataFolder()
  const mounted = mount(folder, 1)
  if (mounted === undefined) spawnSync('umount', [folder])
  return mounted
}

/** Mounts a disk of memory; what was wrong, or undefined. */
function mount(folder: string, megabytes: number): string | undefined {
  const run = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${megabytes}m,mode=755`,
    'perennial-test',
    folder,
  ])
  if (run.status === 0) return undefined
  return `this user may not mount a disk (${run.error?.message ?? run.stderr.toString().trim()})`
}

const obstacle = whyNoDisk()
const title =
  obstacle === undefined
    ? 'D-06: the disk of the embedded database fills up'
    : `D-06: the disk of the embedded database fills up: not tried, because ${obstacle}`

describe.skipIf(obstacle !== undefined)(title, () => {
  let folder: string
  let env: Record<string, string>
  let app: AppProcess

  beforeAll(async () => {
    folder = dataFolder()
    expect(mount(folder, diskMb)).toBeUndefined()
    env = { PERENNIAL_DATA: folder, PORT: String(await freePort()) }
    app = runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
  }, patienceMs)

  afterAll(async () => {
    app.kill('SIGKILL')
    await app.ended
    // A folder that a disk is mounted on cannot be removed.
    await stopAbandonedServer(path.join(folder, 'postgres')).catch(() => {})
    spawnSync('umount', ['--lazy', folder])
    await endEverything()
  })

  /** What is left for ordinary users, bytes. */
  function freeBytes(): number {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  }

  /** Takes room until so much is left. */
  function leave(bytes: number): void {
    const ballast = openSync(path.join(folder, 'ballast'), 'a')
    const piece = Buffer.alloc(64 * 1024)
    try {
      while (freeBytes() > bytes) writeSync(ballast, piece)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    } finally {
      closeSync(ballast)
    }
  }

  function makeRoom(): void {
    const ballast = openSync(path.join(folder, 'ballast'), 'r+')
    ftruncateSync(ballast)
    closeSync(ballast)
  }

  test(
    'the alarm comes before; then 503; with room again and a restart nothing acknowledged is lost',
    async () => {
      const { url, apiKey } = await app.report()
      const key = apiKey ?? ''
      for (const program of ['before', 'full']) {
        const made = await call(`${url}/v1/programs`, { key, body: { key: program, template: 'cdnow' } })
        expect(made?.status, app.printed()).toBe(201)
      }
      const before = openShop({ url: () => url, key, program: 'before', seed: seedOfRun })
      await until('some orders', patienceMs, () => before.acknowledged() > 50)
      await before.finish()

      // Less than a tenth is left, and all works still: this is when somebody must hear of it.
      leave(diskMb * 1024 * 1024 * 0.09)
      await until('the alarm in the log', 30_000, () =>
        app.log().some((line) => line.level === 'error' && /nearly full/.test(String(line.message))),
      )
      const ready = await call(`${url}/readyz`)
      expect(ready).toMatchObject({
        status: 200,
        body: { checks: { disk: expect.stringMatching(/^\d % free$/) } },
      })
      const metrics = String((await call(`${url}/metrics`))?.body)
      expect(Number(/^perennial_disk_free_ratio (\S+)/m.exec(metrics)?.[1])).toBeLessThan(0.1)

      const shop = openShop({ url: () => url, key, program: 'full', seed: seedOfRun + 1 })
      await until('orders in spite of it', patienceMs, () => shop.acknowledged() > 0)
      const full = () => [...shop.answers].filter(([kind]) => kind.startsWith('503 retry-after'))
      await until('the disk to be full', patienceMs, () => {
        leave(0)
        expect(shop.trouble()).toBeUndefined()
        return full().length > 0
      })
      const acknowledged = shop.acknowledged()
      expect((await call(`${url}/healthz`))?.status).toBe(200)

      makeRoom()
      app.kill('SIGTERM')
      await app.ended
      app = runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
      await app.report()
      await until('orders again', patienceMs, () => shop.acknowledged() > acknowledged + 20)
      await shop.finish()
      const told = `PERENNIAL_SEED=${seedOfRun}; ${JSON.stringify([...shop.answers])}`
      expect(shop.orders.length, told).toBeGreaterThan(acknowledged)
      const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), log: () => {} })
      try {
        expect(await faultsOf(server.adminUrl, { program: 'before', shop: before }), told).toEqual([])
        expect(await faultsOf(server.adminUrl, { program: 'full', shop }), told).toEqual([])
      } finally {
        await server.detach()
      }
      const verified = await runPerennial(['verify', '--program', 'full', '--json'], env).ended
      expect(verified.code, verified.stdout + verified.stderr).toBe(0)
      app.kill('SIGTERM')
      expect((await app.ended).code, app.printed()).toBe(0)
    },
    patienceMs,
  )
})
