import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { DatabaseStartError } from './start-error.ts'

/**
 * Runs `work` while no other process (and no other caller in this one) starts or stops the server of `home`.
 * The lock is SQLite's exclusive file lock on `postgres.lock`: the kernel drops it when its holder dies, so
 * there is no stale lock to judge, which a file with a pid in it cannot promise.
 * Throws DatabaseStartError after `patienceMs`.
 */
export async function withDirectoryLock<T>(
  options: { home: string; patienceMs?: number },
  work: () => Promise<T>,
): Promise<T> {
  const lock = await acquire(options.home, options.patienceMs ?? 180_000)
  try {
    return await work()
  } finally {
    lock.close()
  }
}

async function acquire(home: string, patienceMs: number): Promise<DatabaseSync> {
  const deadline = Date.now() + patienceMs
  const lock = new DatabaseSync(path.join(home, 'postgres.lock'))
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE')
      return lock
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) {
        lock.close()
        throw refusal(home, error)
      }
    }
    await pause(15)
  }
}

function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 5
}

function refusal(home: string, error: unknown): DatabaseStartError {
  if (isBusy(error)) {
    return new DatabaseStartError(
      `Another process has been starting or stopping the database in ${home} for minutes. Wait for it or end it, then try again.`,
    )
  }
  return new DatabaseStartError(`${path.join(home, 'postgres.lock')} cannot be locked: ${String(error)}.`)
}
