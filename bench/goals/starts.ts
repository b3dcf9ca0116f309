import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { goalOf } from '../measure/goals.ts'
import { spreadOf } from '../measure/statistics.ts'
import type { Row } from '../measure/table.ts'
import { freePort } from '../server/product.ts'
import type { Session } from '../session.ts'

const launcher = path.join(import.meta.dirname, '..', '..', 'server', 'bin', 'perennial.js')
const waitMaxMs = 120_000

/** Starts the product the way a person does; seconds until `/readyz` says yes. */
async function startOnce(folder: string): Promise<{ seconds: number; child: ChildProcess }> {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn(process.execPath, [launcher, 'start', '--json'], {
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), PERENNIAL_DATA: folder, PERENNIAL_LOG: 'error' },
  })
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`The start ended with ${child.exitCode}`)
    if (performance.now() - startedAt > waitMaxMs) throw new Error('The start is not ready after two minutes')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return { seconds: (performance.now() - startedAt) / 1000, child }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

/** P17: from the command to the ready page, on an empty folder and again. */
export async function starts(session: Session): Promise<Row[]> {
  const first: number[] = []
  const again: number[] = []
  for (let round = 0; round < session.extent.rounds; round += 1) {
    const folder = mkdtempSync(path.join(tmpdir(), 'perennial-bench-start-'))
    chmodSync(folder, 0o755)
    for (const list of [first, again]) {
      const { seconds, child } = await startOnce(folder)
      list.push(seconds)
      await stop(child)
    }
    rmSync(folder, { recursive: true, force: true })
  }
  return [
    {
      goal: goalOf('P17/first'),
      measured: spreadOf(first),
      note: 'Empty folder, embedded database, demonstration shop.',
    },
    { goal: goalOf('P17/restart'), measured: spreadOf(again), note: 'After an orderly stop.' },
  ]
}
