import { ensureOwnerLink } from '../../access/index.ts'
import { systemClock } from '../../platform/clock.ts'
import { exitCodes } from '../output.ts'
import { withContext } from './context.ts'

/** `perennial link`: a fresh one-time sign-in link for the owner. */
export function linkCommand(options: { json?: boolean }): Promise<number> {
  return withContext(options, async ({ context, organizationId, output }) => {
    const { database, config } = context
    const link = await ensureOwnerLink(
      { database, clock: systemClock },
      { organizationId, publicUrl: config.publicUrl },
    )
    output.result({ url: link.url }, `Sign in once, within 24 hours: ${link.url}`)
    return exitCodes.done
  })
}
