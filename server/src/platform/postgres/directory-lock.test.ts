import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withDirectoryLock } from './directory-lock.ts'

let home: string

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'lock-'))
})

afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

test('callers of one process take turns, and a failure lets the next one in', async () => {
  const order: string[] = []
  const turn = (name: string, fails = false) =>
    withDirectoryLock({ home }, async () => {
      order.push(`${name} in`)
      await new Promise((resolve) => setImmediate(resolve))
      order.push(`${name} out`)
      if (fails) throw new Error('it failed')
    })
  const [one] = await Promise.allSettled([turn('one', true), turn('two'), turn('three')])
  expect(one?.status).toBe('rejected')
  for (let index = 0; index < order.length; index += 2) {
    expect(order[index + 1]).toBe(order[index]?.replace(' in', ' out'))
  }
  expect(order).toHaveLength(6)
})

test('another process that holds the lock is named as the cause, and its death frees the lock', async () => {
  const script = `
    import { withDirectoryLock } from ${JSON.stringify(path.join(import.meta.dirname, 'directory-lock.ts'))}
    await withDirectoryLock({ home: ${JSON.stringify(home)} }, () => { console.log('held'); return new Promise((done) => setTimeout(done, 60_000)) })`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  await once(child.stdout, 'data')
  await expect(withDirectoryLock({ home, patienceMs: 50 }, async () => 'in')).rejects.toThrow(
    /Another process has been starting or stopping the database/,
  )
  const waiting = withDirectoryLock({ home }, async () => 'in')
  child.kill('SIGKILL')
  expect(await waiting).toBe('in')
})
