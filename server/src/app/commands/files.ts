import { createInterface } from 'node:readline/promises'
import { findDeadRules } from '../../earning/index.ts'
import { orThrow, RefusalError } from '../../kernel/verdict.ts'
import { systemClock } from '../../platform/clock.ts'
import { fileProblem, folderRelease, readFolder } from '../../programs/index.ts'
import { serverAt } from '../ask-program.ts'
import { allKinds } from '../compose.ts'
import { applyFolder } from '../files/apply.ts'
import type { House } from '../files/house.ts'
import { localHouse } from '../files/local-house.ts'
import { type Planned, planFolder } from '../files/plan.ts'
import { type Pulled, pullFolder } from '../files/pull.ts'
import { remoteHouse } from '../files/remote-house.ts'
import { backTestText, paintFor, planText, problemLine } from '../files/tell-plan.ts'
import { type Tried, tryFolder } from '../files/try-folder.ts'
import { exitCodes, type Output, openOutput } from '../output.ts'
import { withContext } from './context.ts'

export interface FolderOptions {
  json?: boolean
  folder?: string
  program?: string
  /** Of a server; without it, this installation. */
  url?: string
  force?: boolean
  delete?: boolean
  publish?: boolean
  note?: string
  /** Undefined: neither `--backtest` nor `--no-backtest`. */
  backtest?: boolean
  from?: string
}

interface Work {
  house: House
  folder: string
  output: Output
  /** Given by Ctrl-C. */
  signal: AbortSignal
}

/** Finds the programme that `--url` and `--program` name and does the work with it; its exit code. */
async function withHouse(options: FolderOptions, work: (at: Work) => Promise<number>): Promise<number> {
  const { url, program = '', folder = '.' } = options
  if (url === undefined)
    return withContext(options, async ({ context, output, program: find, signal }) => {
      const { publicUrl } = context.config
      const house = localHouse({ parts: context, program: await find(program), publicUrl, signal })
      return work({ house, folder, output, signal })
    })
  const server = serverAt(url, process.env)
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.once('SIGINT', abort)
  try {
    const { signal } = stop
    const house = remoteHouse({ ...server, program, signal })
    return await work({ house, folder, output: openOutput(options.json === true), signal })
  } finally {
    process.off('SIGINT', abort)
  }
}

/** `perennial pull FOLDER --program KEY [--url URL] [--force]`. */
export function pullCommand(options: FolderOptions): Promise<number> {
  return withHouse(options, async ({ house, folder, output }) => {
    const pulled = await pullFolder(house, { folder, force: options.force === true })
    output.result({ place: house.place, ...pulled }, pulledText(pulled))
    return exitCodes.done
  })
}

function pulledText({ added, changed, removed, edited }: Pulled): string {
  const lines = [
    ...added.map((file) => `+ ${file}`),
    ...changed.map((file) => `~ ${file}`),
    ...removed.map((file) => `- ${file}`),
    ...edited.map((file) => `  ${file} was edited here and stays`),
  ]
  return lines.length === 0 ? 'Nothing changed there.' : lines.join('\n')
}

/** `perennial plan FOLDER --program KEY [--url URL] [--no-backtest] [--from DAY]`: exit 3 when it cannot be applied as it is. */
export function planCommand(options: FolderOptions): Promise<number> {
  return withHouse(options, async ({ house, folder, output, signal }) => {
    const planned = await planFolder(house, folder)
    const tried = await triedBy(options, { house, planned, output, signal })
    if (tried === undefined) {
      output.note(`${textOf(planned)}\nInterrupted. Nothing was changed.`)
      return exitCodes.interrupted
    }
    const { changes, drift, problems } = planned
    const { result, note } = tried
    const told = result === undefined ? note : backTestText(result)
    output.result(
      {
        place: house.place,
        changes,
        drift,
        problems,
        ...(result === undefined ? {} : { backTest: result }),
        ...(note === undefined ? {} : { backTestNote: note }),
      },
      told === undefined ? textOf(planned) : `${textOf(planned)}\n${told}`,
    )
    return drift.length + problems.length > 0 ? exitCodes.unsound : exitCodes.done
  })
}

/** Undefined when somebody stopped it. */
async function triedBy(
  options: FolderOptions,
  { house, planned, output, signal }: Omit<Work, 'folder'> & { planned: Planned },
): Promise<Tried | undefined> {
  try {
    return await tryFolder(house, planned, {
      wanted: options.backtest,
      from: options.from,
      onProgress: ({ phase, done, total }) =>
        output.progress({
          doing: phase,
          done,
          total,
          unit: phase === 'waiting' ? 'back-tests' : 'activities',
        }),
    })
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}

function textOf(planned: Planned): string {
  return planText(planned, paintFor(process.stdout, process.env))
}

/** `perennial apply FOLDER --program KEY [--url URL] [--delete] [--force] [--publish [--note TEXT]]`. */
export function applyCommand(options: FolderOptions): Promise<number> {
  return withHouse(options, async ({ house, folder, output }) => {
    const planned = await planFolder(house, folder)
    output.note(textOf(planned))
    const allowed = { force: options.force === true, removing: removingBy(options) }
    const { changes } = await applyFolder(house, { folder, planned, allowed })
    const done = changes.length === 0 ? 'The drafts are as the folder says.' : `Applied to ${house.place}.`
    if (options.publish !== true) {
      output.result({ place: house.place, changes, release: null }, done)
      return exitCodes.done
    }
    const release = await publish(house, { note: options.note ?? '', output })
    const told = release === null ? 'The last release says the same.' : `Published as release ${release}.`
    output.result({ place: house.place, changes, release }, `${done} ${told}`)
    return exitCodes.done
  })
}

/** Null when the last release says the same. A refusal leaves the drafts applied, and says so. */
async function publish(house: House, of: { note: string; output: Output }): Promise<number | null> {
  try {
    return await house.publish(of.note)
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    if (error.refusal.code === 'release_unchanged') return null
    of.output.note('The drafts were applied, and not published:')
    throw error
  }
}

function removingBy(options: FolderOptions): (places: readonly string[]) => Promise<boolean> {
  return async (places) => {
    if (options.delete === true) return true
    if (process.stdin.isTTY !== true || options.json === true) return false
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    try {
      const question = `${places.length} definitions are removed there. Type yes to go on: `
      return (await lines.question(question)).trim() === 'yes'
    } finally {
      lines.close()
    }
  }
}

/** `perennial validate FOLDER`: reads the files alone; exit 3 when they could not be published. */
export async function validateCommand(options: FolderOptions): Promise<number> {
  const output = openOutput(options.json === true)
  const folder = orThrow(await readFolder(options.folder ?? '.'))
  const { release, problems } = folderRelease(allKinds, folder)
  const deadRules =
    release === undefined
      ? []
      : findDeadRules(release, systemClock.now()).map(({ rule, reason: code, detail }) =>
          fileProblem(folder, {
            kind: 'earning-rule',
            key: rule,
            code,
            message: `It can never give anything. ${detail}`,
          }),
        )
  const count = folder.files.length
  const text =
    problems.length === 0 ? `${count} definitions fit together.` : problems.map(problemLine).join('\n')
  output.result({ definitions: count, problems, deadRules }, [text, ...deadRules.map(problemLine)].join('\n'))
  return problems.length === 0 ? exitCodes.done : exitCodes.unsound
}
