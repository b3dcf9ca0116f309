import { Command, CommanderError } from 'commander'
import { RefusalError } from '../kernel/verdict.ts'
import { MigrationError } from '../platform/migrate/index.ts'
import { DatabaseStartError } from '../platform/postgres/index.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { linkCommand } from './commands/link.ts'
import { createProgramCommand } from './commands/programs.ts'
import { replayCommand } from './commands/replay.ts'
import { startCommand } from './commands/start.ts'
import { verifyCommand } from './commands/verify.ts'
import { exitCodes } from './output.ts'

const program = new Command('perennial')
  .description('The loyalty platform that a business can own.')
  .version('0.1.0')
  .exitOverride()
  .addHelpText(
    'after',
    `
Exit codes: 0 done; 1 refused or failed, nothing was changed; 2 wrong command line; 3 it ran and what it checked is
not right; 130 interrupted. Settings come from the environment: docs/reference/settings.md lists them.`,
  )

function command(words: string, description: string): Command {
  const [name, ...args] = words.split(' ')
  const made = new Command(name)
  for (const arg of args) made.argument(arg)
  return made.description(description).option('--json', 'one JSON document instead of text').exitOverride()
}

program.addCommand(
  command('start', 'Serve the API, the console and the jobs')
    .option('--role <role>', 'api, worker or all', 'all')
    .option('--no-demo', 'start without the demonstration shop')
    .action(run(startCommand)),
)
program.addCommand(
  command('demo', 'Fill the demonstration shop, and wait until it is full').action(run(demoCommand)),
)
program.addCommand(command('link', 'Print a one-time link that signs the owner in').action(run(linkCommand)))
program.addCommand(
  new Command('programs')
    .description('Programmes')
    .addCommand(
      command('create <key>', 'Create a programme')
        .option('--from <folder>', 'a template: templates/NAME')
        .option('--name <name>', 'its name for people')
        .action(run(createProgramCommand)),
    ),
)
program.addCommand(
  new Command('import')
    .description('Bring in what happened before')
    .addCommand(
      command('orders <file>', 'Import orders and returns from a CSV file, plain or gzip')
        .requiredOption('--program <key>', 'the programme')
        .requiredOption('--mapping <name>', 'a built-in mapping, or the path of a YAML file')
        .option('--preview', 'show the first orders and every problem; write nothing')
        .option('--report <file>', 'where to write the lines that were refused or skipped')
        .action(run(importCommand)),
    ),
)
program.addCommand(
  command('verify', 'Recompute the books from the journal and name the first break')
    .requiredOption('--program <key>', 'the programme')
    .action(run(verifyCommand)),
)
program.addCommand(
  command('replay', 'Decide everything again and compare it with the journal')
    .requiredOption('--program <key>', 'the programme')
    .option('--member <id>', 'only this member: mem_..., externalId:..., email:...')
    .action(run(replayCommand)),
)
program.addCommand(command('doctor', 'Check settings and say what to do').action(run(doctorCommand)))

/** Runs a command to its exit code; commander hands over positional arguments, then options, then itself. */
function run(work: (options: Record<string, unknown>) => Promise<number>) {
  return async (...given: unknown[]): Promise<void> => {
    const self = given.at(-1) as Command
    const positional = Object.fromEntries(
      self.registeredArguments.map((each, index) => [each.name(), self.args[index]]),
    )
    process.exitCode = await work({ ...self.opts(), ...positional })
  }
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

/** Says what went wrong in a sentence; a stack is only for what nobody expected. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  const isJson = process.argv.includes('--json')
  const code = error instanceof RefusalError ? error.refusal.code : 'failed'
  const isExpected =
    error instanceof RefusalError || error instanceof DatabaseStartError || error instanceof MigrationError
  const sentence =
    error instanceof RefusalError
      ? error.refusal.detail
      : error instanceof Error
        ? error.message
        : String(error)
  if (isJson) process.stdout.write(`${JSON.stringify({ problem: { code, detail: sentence } })}\n`)
  else
    process.stderr.write(
      `${isExpected ? sentence : error instanceof Error ? (error.stack ?? sentence) : sentence}\n`,
    )
  return exitCodes.failed
}
