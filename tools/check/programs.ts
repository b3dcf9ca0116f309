import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Outcome, root, type Step } from './steps.ts'

/** One finished program: its exit code (-1 when it was killed) and everything that it printed. */
export interface Finished {
  code: number
  stdout: string
  stderr: string
}

/** Runs a program of node_modules/.bin in the repository's root, under the Node that runs this. */
export function runProgram(name: string, args: readonly string[]): Promise<Finished> {
  const bin = join(root, 'node_modules', '.bin')
  const path = [join(process.execPath, '..'), bin, process.env.PATH ?? ''].join(delimiter)
  const child = spawn(join(bin, name), args, {
    cwd: root,
    env: { ...process.env, PATH: path, FORCE_COLOR: '0', NO_COLOR: '1' },
  })
  const texts = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, ...texts }))
  })
}

/** The steps that are a program with its arguments. */
export const programs: readonly Step[] = [
  program({
    name: 'format',
    command: 'biome',
    args: ['check', '--max-diagnostics=200', '--error-on-warnings', '.'],
    instead: 'use `npm run format`, then mend what is left',
  }),
  { name: 'promises', run: runOxlint },
  program({ name: 'types', command: 'tsc', args: ['-p', 'tsconfig.json', ...remembered('types')] }),
  { name: 'types-web', run: runWebTypes },
  program({
    name: 'unused',
    command: 'knip',
    args: ['--no-progress', '--no-config-hints'],
    instead: 'unused code is refused: use it, or delete it',
  }),
]

/** The compiler remembers what it has judged: the next check reads only what changed and what hangs on it. */
function remembered(step: string): string[] {
  return ['--incremental', '--tsBuildInfoFile', join(root, 'node_modules', '.cache', `${step}.tsbuildinfo`)]
}

function program(options: { name: string; command: string; args: string[]; instead?: string }): Step {
  return {
    name: options.name,
    run: async () => judge(await runProgram(options.command, options.args), options.instead),
  }
}

function judge(finished: Finished, instead?: string): Outcome {
  const output = [finished.stdout, finished.stderr, instead ?? ''].filter((text) => text.trim()).join('\n')
  return { passed: finished.code === 0, output }
}

// A linter that found no file to read passes; that is not the same as code that is in order.
async function runOxlint(): Promise<Outcome> {
  const finished = await runProgram('oxlint', ['--type-aware', '--tsconfig', 'tsconfig.json', '.'])
  const read = Number(/ on (\d+) files?/.exec(finished.stdout)?.[1] ?? 0)
  const outcome = judge(
    finished,
    'a promise that nobody awaits is refused: use `await`, or `.catch` with what to do, or `void` with the reason',
  )
  return { ...outcome, passed: outcome.passed && read > 0, note: `${read} files` }
}

async function runWebTypes(): Promise<Outcome> {
  const project = 'web/tsconfig.json'
  if (!existsSync(join(root, project))) return { passed: true, note: 'no web/tsconfig.json' }
  const hasReferences = /"references"/.test(readFileSync(join(root, project), 'utf8'))
  return judge(
    await runProgram(
      'tsc',
      hasReferences ? ['-b', project, '--noEmit'] : ['-p', project, '--noEmit', ...remembered('types-web')],
    ),
  )
}
