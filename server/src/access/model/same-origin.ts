import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a browser says that a request comes from a page of this server. Undefined when it says nothing, as programs
 * do. Compares hosts only: a proxy may speak https in front of us.
 */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean | undefined {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin, host } = headers
  if (origin === undefined) return undefined
  return URL.canParse(origin) && new URL(origin).host === host
}
