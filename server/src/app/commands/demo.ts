import { fillDemoShop } from '../demo/index.ts'
import { welcome } from '../first-start.ts'
import { exitCodes } from '../output.ts'
import { withContext } from './context.ts'

/** `perennial demo`: fills the demonstration shop and waits; a second run goes on where the first stopped. */
export function demoCommand(options: { json?: boolean }): Promise<number> {
  return withContext(options, async ({ context, output, signal }) => {
    const { demo, apiKey, ownerLink } = await welcome(context)
    if (demo === undefined) {
      output.result(
        { filled: false },
        'This installation has been used without a demonstration shop; none was made.',
      )
      return exitCodes.failed
    }
    const filled = await fillDemoShop({
      pipeline: context.pipeline,
      program: demo,
      now: demo.createdAt.getTime(),
      signal,
      onProgress: ({ done, total }) => output.progress({ doing: 'filling', done, total, unit: 'activities' }),
    })
    // The first key is shown to whoever made it, whichever command that was.
    const shown = apiKey === undefined ? '' : `\nAPI key, shown this once: ${apiKey}`
    output.result(
      { filled: true, ...filled, apiKey: apiKey ?? null, ownerLink },
      `The demonstration shop is full. Sign in once: ${ownerLink}${shown}`,
    )
    return signal.aborted ? exitCodes.interrupted : exitCodes.done
  })
}
