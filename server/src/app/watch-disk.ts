import { statfs } from 'node:fs/promises'
import type { Log } from '../platform/log.ts'
import type { Finding } from '../platform/postgres/index.ts'

/** Below this the alarm is raised: a database that finds no room stops, and the hours until then are for making some. */
const freeRatioMin = 0.1

const lookEveryMs = 10_000
const tellAgainMs = 10 * 60_000

/** The share of the disk under a folder that is free for ordinary users, 0 to 1. Throws when it cannot be asked. */
export async function diskFreeRatio(folder: string): Promise<number> {
  const { blocks, bfree, bavail } = await statfs(folder)
  const usable = blocks - bfree + bavail
  return usable === 0 ? 1 : bavail / usable
}

/** Logs an error while less than a tenth of the embedded server's disk is free: at once, then every ten minutes. */
export function watchDisk(
  folder: string,
  log: Pick<Log, 'error' | 'info'>,
  freeRatio: (folder: string) => Promise<number> = diskFreeRatio,
): { stop(): void } {
  let toldAtMs: number | undefined

  async function look(): Promise<void> {
    const free = await freeRatio(folder)
    if (free >= freeRatioMin) {
      if (toldAtMs !== undefined) log.info('The disk of the database has room again', { free: told(free) })
      toldAtMs = undefined
    } else if (toldAtMs === undefined || performance.now() - toldAtMs >= tellAgainMs) {
      toldAtMs = performance.now()
      log.error('The disk of the database is nearly full: make room before it stops', { free: told(free) })
    }
  }

  const lookOnce = () => void look().catch(() => {})
  lookOnce()
  const timer = setInterval(lookOnce, lookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** In whole percent, as `/readyz` tells it: `ok`, or how little is free. A disk that cannot be asked says so. */
export async function diskCheck(folder: string): Promise<string> {
  const free = await diskFreeRatio(folder).catch(() => undefined)
  if (free === undefined) return 'does not answer'
  return free < freeRatioMin ? `${told(free)} free` : 'ok'
}

/** The doctor's line about the disk of the embedded server. */
export async function diskFinding(folder: string): Promise<Finding> {
  const free = await diskFreeRatio(folder)
  const ok = free >= freeRatioMin
  return {
    check: 'disk_free',
    ok,
    level: ok ? 'fine' : 'warn',
    found: `${told(free)} of the disk of ${folder}`,
    advice: ok ? '' : 'Make room or move PERENNIAL_DATA to a larger disk: a full one stops the database.',
  }
}

function told(free: number): string {
  return `${Math.floor(free * 100)} %`
}
