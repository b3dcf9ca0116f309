import { type BetaAudience, comparison, type ReleaseView, releaseView } from '@perennial/contract'
import { z } from 'zod'
import { changeLines, paintFor } from '../files/tell-plan.ts'
import { exitCodes } from '../output.ts'
import { queryOf, type ServerOptions, withServer } from './server-work.ts'

interface OneRelease extends ServerOptions {
  number?: string
}

const releaseList = z.object({ releases: z.array(releaseView), next: z.string().nullable() })

/** `perennial releases list --program KEY --url URL [--limit N]`. */
export function listReleasesCommand(options: ServerOptions & { limit?: number }): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const { limit } = options
    const listed = releaseList.parse(await ask('GET', `/releases${queryOf({ limit })}`))
    const lines = listed.releases.map(releaseLine)
    output.result(listed, lines.length === 0 ? 'Nothing was published yet.' : lines.join('\n'))
    return exitCodes.done
  })
}

function releaseLine(release: ReleaseView): string {
  const { number, current, restores, audience, author, effectiveAt, note } = release
  const marks = [
    ...(current ? ['in force'] : []),
    ...(restores === null ? [] : [`again ${restores}`]),
    ...(audience === null ? [] : [`beta for ${audienceText(audience)}`]),
  ]
  const marked = marks.length === 0 ? '' : ` (${marks.join(', ')})`
  return `${number}${marked}  ${effectiveAt} by ${author}${note === '' ? '' : `: ${note}`}`
}

/** Who has, or had, a beta. */
export function audienceText(audience: BetaAudience): string {
  if ('percent' in audience) return `${audience.percent} % of the members`
  if ('members' in audience) return `${audience.members.length} named members`
  return `the segments ${audience.segments.join(', ')}`
}

function releaseText(release: ReleaseView): string {
  const paint = paintFor(process.stdout, process.env)
  return [releaseLine(release), ...release.changes.flatMap((each) => changeLines(each, paint))].join('\n')
}

/** `perennial releases show NUMBER --program KEY --url URL`. */
export function showReleaseCommand(options: OneRelease): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const release = releaseView.parse(await ask('GET', `/releases/${options.number}`))
    output.result(release, releaseText(release))
    return exitCodes.done
  })
}

/** `perennial releases compare --program KEY --url URL [--from N] [--to N|draft]`: exit 3 where drafts cannot be published. */
export function compareReleasesCommand(
  options: ServerOptions & { from?: string; to?: string },
): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const { from, to } = options
    const compared = comparison.parse(await ask('GET', `/releases/compare${queryOf({ from, to })}`))
    const paint = paintFor(process.stdout, process.env)
    const { changes, worse = [], errors } = compared
    const lines = [
      ...changes.flatMap((each) => changeLines(each, paint)),
      ...worse.map(({ kind, key }) => paint('yellow', `May be worse for members: ${kind}/${key}`)),
      ...errors.map(({ field, message }) => paint('red', `! ${field}: ${message}`)),
    ]
    output.result(compared, lines.length === 0 ? 'They say the same.' : lines.join('\n'))
    return errors.length === 0 ? exitCodes.done : exitCodes.unsound
  })
}

/** `perennial releases publish --program KEY --url URL [--note TEXT] [--accept-broken-limits]`. */
export function publishReleaseCommand(
  options: ServerOptions & { note?: string; acceptBrokenLimits?: boolean },
): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const { note = '', acceptBrokenLimits: acceptsBrokenLimits = false } = options
    const release = releaseView.parse(await ask('POST', '/releases', { note, acceptsBrokenLimits }))
    output.result(release, `Published as release ${release.number}.`)
    return exitCodes.done
  })
}

/** `perennial releases rollback NUMBER --program KEY --url URL [--note TEXT]`. */
export function rollBackCommand(options: OneRelease & { note?: string }): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const { number, note = '' } = options
    const release = releaseView.parse(await ask('POST', `/releases/${number}/rollback`, { note }))
    output.result(release, `Release ${number} is in force again, as release ${release.number}.`)
    return exitCodes.done
  })
}
