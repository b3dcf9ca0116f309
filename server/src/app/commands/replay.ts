import { replayProgram } from '../../activity/index.ts'
import { publicId } from '../../kernel/ids.ts'
import { orThrow } from '../../kernel/verdict.ts'
import { getMember } from '../../members/index.ts'
import { exitCodes } from '../output.ts'
import { withContext } from './context.ts'

/** `perennial replay --program KEY [--member ID]`. */
export function replayCommand(options: {
  json?: boolean
  program?: string
  member?: string
}): Promise<number> {
  return withContext(options, async ({ context, output, program, signal }) => {
    const { programId, key } = await program(options.program ?? '')
    const { member } = options
    const ownerId =
      member === undefined
        ? undefined
        : orThrow(await context.database.read({ programId }, (tx) => getMember(tx, { programId, member })))
            .memberId
    const report = await replayProgram(context, {
      programId,
      signal,
      onProgress: ({ owners: done, of: total }) =>
        output.progress({ doing: 'replaying', done, total, unit: 'members' }),
      ...(ownerId === undefined ? {} : { ownerId }),
    })
    const differences = report.differences.map((each) => ({
      member: publicId('mem', each.ownerId),
      detail: each.detail,
    }))
    const count = (value: number) => value.toLocaleString('en-GB')
    const head = `${key}: ${count(report.activities)} activities of ${count(report.owners)} members decided again`
    const lines = report.reproduced
      ? [`${head}; all ${count(report.rows)} journal rows came out the same.`]
      : [`${head}; these differ:`, ...differences.map((each) => `  ${each.member}: ${each.detail}`)]
    output.result({ ...report, differences }, lines.join('\n'))
    return report.reproduced ? exitCodes.done : exitCodes.unsound
  })
}
