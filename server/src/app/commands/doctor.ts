import { orThrow } from '../../kernel/verdict.ts'
import { examineDatabase, judgeStart } from '../../platform/postgres/index.ts'
import { readConfig } from '../config.ts'
import { connectionsNeeded } from '../context.ts'
import { exitCodes } from '../output.ts'
import { diskFinding } from '../watch-disk.ts'
import { withContext } from './context.ts'

const marks = { fine: 'ok  ', warn: 'warn', refuse: 'BAD ' } as const

/** `perennial doctor`: every setting that durability and walls depend on, with what to do. */
export function doctorCommand(options: { json?: boolean }): Promise<number> {
  return withContext(options, async ({ context, output }) => {
    const { config, appUrl } = context
    // As a start with these settings would need them.
    const connections = connectionsNeeded(orThrow(readConfig(process.env)))
    const findings = await examineDatabase({ appUrl, connections })
    if (config.databaseUrl === undefined) findings.push(await diskFinding(config.dataFolder))
    const verdict = judgeStart(findings, 'production')
    const lines = findings.map((each) => {
      const line = `${marks[each.level]}  ${each.check}: ${each.found}`
      return each.level === 'fine' ? line : `${line}\n      ${each.advice}`
    })
    lines.push(verdict.start ? 'Fit for production.' : 'Not fit for production: mend what is marked BAD.')
    output.result({ fit: verdict.start, findings }, lines.join('\n'))
    return verdict.start ? exitCodes.done : exitCodes.unsound
  })
}
