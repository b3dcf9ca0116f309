import { type AskServer, askProgram, serverAt } from '../ask-program.ts'
import { type Output, openOutput } from '../output.ts'

/** What every command has that speaks with a programme of a running server. */
export interface ServerOptions {
  json?: boolean
  program?: string
  url?: string
}

/** Does a command's work with a programme of the server that `--url` names; its exit code. */
export async function withServer(
  { json, program = '', url = '' }: ServerOptions,
  work: (at: { ask: AskServer; output: Output }) => Promise<number>,
): Promise<number> {
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.once('SIGINT', abort)
  try {
    const ask = askProgram({ ...serverAt(url, process.env), program, signal: stop.signal })
    return await work({ ask, output: openOutput(json === true) })
  } finally {
    process.off('SIGINT', abort)
  }
}

/** `?limit=50&state=open` of what is given. */
export function queryOf(given: Readonly<Record<string, string | number | undefined>>): string {
  const known = Object.entries(given).filter(([, value]) => value !== undefined)
  return known.length === 0
    ? ''
    : `?${new URLSearchParams(known.map(([name, value]) => [name, String(value)]))}`
}
