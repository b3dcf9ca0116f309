import { proposalState } from '@perennial/contract'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { RefusalError } from '../kernel/verdict.ts'
import { MigrationError } from '../platform/migrate/index.ts'
import { DatabaseStartError } from '../platform/postgres/index.ts'
import { exitCodes } from './output.ts'
import { productVersion } from './product-version.ts'

const program = new Command('perennial')
  .description('The loyalty platform that a business can own.')
  .version(productVersion)
  .exitOverride()
  // An option behind the name of a command is that command's, also where one stands below another.
  .enablePositionalOptions()
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

function ofProgram(made: Command): Command {
  return made
    .requiredOption('--program <key>', 'the programme')
    .option(
      '--url <url>',
      'a running server, whose API key is in PERENNIAL_KEY; without it, this installation',
    )
}

program.addCommand(
  command('start', 'Serve the API, the console and the jobs')
    .option('--role <role>', 'api, worker or all', 'all')
    .option('--processes <n>', 'how many serve the API: 1 to 32, or auto (PERENNIAL_API_PROCESSES)')
    .option('--no-demo', 'start without the demonstration shop')
    .action(run(async () => (await import('./commands/start.ts')).startCommand)),
)
program.addCommand(
  command('demo', 'Fill the demonstration shop, and wait until it is full').action(
    run(async () => (await import('./commands/demo.ts')).demoCommand),
  ),
)
program.addCommand(
  command('link', 'Print a one-time link that signs the owner in').action(
    run(async () => (await import('./commands/link.ts')).linkCommand),
  ),
)
program.addCommand(
  new Command('programs').description('Programmes').addCommand(
    command('create <key>', 'Create a programme')
      .option('--from <folder>', 'a template: templates/NAME')
      .option('--name <name>', 'its name for people')
      .option('--currency <code>', "the ISO 4217 money of its books, instead of the template's")
      .option('--time-zone <zone>', "the IANA zone of its days, instead of the template's")
      .action(run(async () => (await import('./commands/programs.ts')).createProgramCommand)),
  ),
)
program.addCommand(
  command('init <template> [folder]', 'Copy the files of a template, to be edited and applied').action(
    run(async () => (await import('./commands/init.ts')).initCommand),
  ),
)
program.addCommand(
  ofProgram(command('pull [folder]', 'Bring the definitions of a programme into files'))
    .option('--force', 'take what is there where it was changed here and there')
    .action(run(async () => (await import('./commands/files.ts')).pullCommand)),
)
program.addCommand(
  ofProgram(command('plan [folder]', 'Show what applying the files would change'))
    .option('--backtest', 'also where nothing changes; fails and waits where the back-test does')
    .option('--no-backtest', 'leave out what the files would have made of the last 12 months')
    .option('--from <day>', 'of the back-test: the first day (default: a year ago)')
    .action(run(async () => (await import('./commands/files.ts')).planCommand)),
)
program.addCommand(
  ofProgram(command('apply [folder]', 'Make the drafts of a programme what the files say, all or nothing'))
    .option('--delete', 'remove definitions that the folder does not have')
    .option('--force', 'overwrite what changed there since the folder saw it')
    .option('--publish', 'publish the drafts as the next release')
    .option('--note <text>', 'what the release says about itself')
    .action(run(async () => (await import('./commands/files.ts')).applyCommand)),
)
program.addCommand(
  command(
    'validate [folder]',
    'Check files without a server; exit 3 when they could not be published',
  ).action(run(async () => (await import('./commands/files.ts')).validateCommand)),
)
function ofServer(made: Command): Command {
  for (const argument of made.registeredArguments)
    if (argument.name() === 'number') argument.argParser(wholeNumber)
  return made
    .requiredOption('--program <key>', 'the programme')
    .requiredOption('--url <url>', 'a running server, whose API key is in PERENNIAL_KEY')
}

function releaseVerbs() {
  return import('./commands/releases.ts')
}

program.addCommand(
  new Command('releases')
    .description('What is in force, what was, and what comes next, on a running server')
    .addCommand(
      ofServer(command('list', 'List releases, newest first'))
        .option('--limit <n>', 'how many', wholeNumber, 50)
        .action(run(async () => (await releaseVerbs()).listReleasesCommand)),
    )
    .addCommand(
      ofServer(command('show <number>', 'Show a release with what it changed')).action(
        run(async () => (await releaseVerbs()).showReleaseCommand),
      ),
    )
    .addCommand(
      ofServer(
        command(
          'compare',
          'Compare two releases, or one with the drafts; exit 3 where these cannot be published',
        ),
      )
        .option('--from <release>', 'a number; 0 is before the first one (default: the release in force)')
        .option('--to <release>', 'draft, or a number', 'draft')
        .action(run(async () => (await releaseVerbs()).compareReleasesCommand)),
    )
    .addCommand(
      ofServer(command('publish', 'Publish the drafts as the next release'))
        .option('--note <text>', 'what it says about itself', '')
        .option('--accept-broken-limits', 'although a limit is known to be broken')
        .action(run(async () => (await releaseVerbs()).publishReleaseCommand)),
    )
    .addCommand(
      ofServer(command('rollback <number>', 'Publish an earlier release again as the next one'))
        .option('--note <text>', 'why', '')
        .action(run(async () => (await releaseVerbs()).rollBackCommand)),
    ),
)
function proposalVerbs() {
  return import('./commands/proposals.ts')
}

program.addCommand(
  new Command('proposals')
    .description('Drafts frozen for review, and what becomes of them, on a running server')
    .addCommand(
      ofServer(command('list', 'List proposals, newest first'))
        .addOption(new Option('--state <state>', 'only these').choices(proposalState.options))
        .option('--limit <n>', 'how many', wholeNumber, 50)
        .action(run(async () => (await proposalVerbs()).listProposalsCommand)),
    )
    .addCommand(
      ofServer(command('show <number>', 'Show a proposal with its changes and comments')).action(
        run(async () => (await proposalVerbs()).showProposalCommand),
      ),
    )
    .addCommand(
      ofServer(command('ask', 'Freeze the drafts as a proposal'))
        .requiredOption('--note <text>', 'what it is about')
        .option('--accept-broken-limits', 'although a limit is known to be broken')
        .action(run(async () => (await proposalVerbs()).proposeCommand)),
    )
    .addCommand(
      ofServer(command('comment <number> <text>', 'Say something about a proposal')).action(
        run(async () => (await proposalVerbs()).commentCommand),
      ),
    )
    .addCommand(
      ofServer(command('approve <number>', 'Approve a proposal that another credential made')).action(
        run(async () => (await proposalVerbs()).approveCommand),
      ),
    )
    .addCommand(
      ofServer(command('reject <number>', 'Reject a proposal'))
        .requiredOption('--reason <text>', 'why')
        .action(run(async () => (await proposalVerbs()).rejectCommand)),
    )
    .addCommand(
      ofServer(command('schedule <number>', 'Publish a proposal at an instant'))
        .requiredOption('--at <instant>', 'by the clock of the programme: 2026-12-01T00:00:00+01:00')
        .action(run(async () => (await proposalVerbs()).publishProposalCommand)),
    )
    .addCommand(
      ofServer(command('publish <number>', 'Publish a proposal for everyone')).action(
        run(async () => (await proposalVerbs()).publishProposalCommand),
      ),
    )
    .addCommand(
      ofServer(command('beta <number>', 'Give a proposal to a part of the members first'))
        .option('--percent <n>', 'a share of the members', wholeNumber)
        .option('--members <ids...>', 'those named: mem_...')
        .option('--segments <keys...>', 'those in any of these segments')
        .action(run(async () => (await proposalVerbs()).betaCommand)),
    )
    .addCommand(
      ofServer(
        command('withdraw <number>', 'Take a proposal back, cancel its schedule, or end its beta'),
      ).action(run(async () => (await proposalVerbs()).withdrawCommand)),
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
        .action(run(async () => (await import('./commands/import.ts')).importCommand)),
    )
    .addCommand(
      command('balances <file>', 'Import balances of an earlier programme from a CSV file, plain or gzip')
        .requiredOption('--program <key>', 'the programme')
        .requiredOption('--currency <key>', 'the currency of all amounts')
        .requiredOption('--total <amount>', 'what the amounts have to add up to', wholeAmount)
        .option('--enrol', 'enrol members who are not known; otherwise their rows are refused')
        .option('--preview', 'check every row and the total; write nothing')
        .option('--report <file>', 'where to write the lines that are refused')
        .action(run(async () => (await import('./commands/import.ts')).importBalancesCommand)),
    ),
)
program.addCommand(
  command('verify', 'Prove the journal by its seals, recompute the books from it, name every break')
    .requiredOption('--program <key>', 'the programme')
    .option('--head <seal:hash>', 'a head of the chain that was written down: is it still part of it?')
    .option('--lock-on-break', 'a break makes the programme read-only')
    .action(run(async () => (await import('./commands/verify.ts')).verifyCommand)),
)
program.addCommand(
  command('backtest [program]', 'Try a release on what happened, and compare it with the one in force')
    .option('--from <day>', 'first day of the window (default: of everything)')
    .option('--to <day>', 'last day of the window (default: today)')
    .option('--release <release>', 'draft, or the number of a release', 'draft')
    .option('--compare <release>', 'draft, the number of a release, or none (default: the release in force)')
    .option(
      '--file <file>',
      'instead of a programme: a CSV file of orders, plain or gzip; nothing is imported',
    )
    .option('--mapping <name>', 'with --file: a built-in mapping, or the path of a YAML file')
    .option('--template <name>', 'with --file: the programme to try; --compare then names another one')
    .option('--first-reward <currency:points>', 'the cheapest thing that points can buy')
    .action(run(async () => (await import('./commands/back-test.ts')).backTestCommand)),
)
program.addCommand(
  command('replay', 'Decide everything again and compare it with the journal')
    .requiredOption('--program <key>', 'the programme')
    .option('--member <id>', 'only this member: mem_..., externalId:..., email:...')
    .action(run(async () => (await import('./commands/replay.ts')).replayCommand)),
)
program.addCommand(
  command('backup [file]', 'Write everything into one file, or as the schedule does it; the server may run')
    .enablePositionalOptions()
    .action(run(async () => (await import('./commands/backup.ts')).backupCommand))
    .addCommand(
      command('check <file>', 'Read a backup from end to end and hold it against its checksums').action(
        run(async () => (await import('./commands/backup.ts')).checkBackupCommand),
      ),
    )
    .addCommand(
      command('drill <file>', 'Restore a backup into a server of its own, prove the books, remove it').action(
        run(async () => (await import('./commands/backup.ts')).drillCommand),
      ),
    ),
)
program.addCommand(
  command('restore <file>', 'Bring a backup into an empty installation and prove the books')
    .option('--confirm <key>', 'the key of the organisation in the backup, instead of typing it')
    .action(run(async () => (await import('./commands/restore.ts')).restoreCommand)),
)
program.addCommand(
  command(
    'jackhammer',
    'Try to catch the ledger out: overspend, double post, bank, in a programme of their own',
  )
    .option('--seconds <n>', 'for all of it', '30')
    .option('--url <url>', 'a running server, instead of this installation')
    .option('--key <key>', 'its API key, with all scopes')
    .action(run(async () => (await import('./commands/jackhammer.ts')).jackhammerCommand)),
)
program.addCommand(
  command('journey <template>', 'Play the story of a template in a test programme of its own')
    .option('--url <url>', 'a running server, instead of this installation')
    .option('--key <key>', 'its API key, with all scopes')
    .action(run(async () => (await import('./commands/journey.ts')).journeyCommand)),
)
program.addCommand(
  command('doctor', 'Check settings and say what to do').action(
    run(async () => (await import('./commands/doctor.ts')).doctorCommand),
  ),
)

/** Digits alone: a separator, a sign or an exponent may mean another amount than the one that was meant. */
function wholeAmount(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new InvalidArgumentError('Give a whole number in digits.')
  return BigInt(text)
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Give a whole number in digits.')
  return Number(text)
}

/**
 * Runs a command to its exit code; commander hands over positional arguments, then options, then itself. A command is
 * loaded when it runs: a wrong command line and `--help` need not wait for the whole product.
 */
function run(load: () => Promise<(options: Record<string, unknown>) => Promise<number>>) {
  return async (...given: unknown[]): Promise<void> => {
    const self = given.at(-1) as Command
    const positional = Object.fromEntries(
      self.registeredArguments.map((each, index) => [each.name(), self.args[index]]),
    )
    const work = await load()
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
  const errors = error instanceof RefusalError ? error.refusal.extra?.errors : undefined
  const listed = Array.isArray(errors) && errors.length > 0 ? { errors } : {}
  if (isJson) process.stdout.write(`${JSON.stringify({ problem: { code, detail: sentence, ...listed } })}\n`)
  else
    process.stderr.write(
      `${isExpected ? sentence : error instanceof Error ? (error.stack ?? sentence) : sentence}\n`,
    )
  return exitCodes.failed
}
