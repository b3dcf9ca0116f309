import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'
import type { LoadAsk, LoadReport } from './generator.ts'

/** A resource: the process that makes load. */
export interface Load {
  run(ask: LoadAsk): Promise<LoadReport>
  close(): void
}

export function startLoad(): Load {
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'process.ts'), [], { stdio: 'inherit' })
  return {
    run: (ask) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error('The load ended before it answered'))
        child.once('exit', ended)
        child.once('message', (answer: { report?: LoadReport; error?: string }) => {
          child.removeListener('exit', ended)
          if (answer.report === undefined) reject(new Error(answer.error))
          else resolve(answer.report)
        })
        child.send(ask)
      }),
    close: () => child.disconnect(),
  }
}
