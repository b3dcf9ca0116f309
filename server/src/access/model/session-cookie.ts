import { isToken } from './secrets.ts'

/** The cookie's name: where browsers come by https it is bound to this very host. */
export function cookieNameFor(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-perennial_session' : 'perennial_session'
}

/** The session token in a Cookie header, if there is one that looks like it. */
export function tokenInCookies(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at < 0 || pair.slice(0, at).trim() !== name) continue
    const token = pair.slice(at + 1).trim()
    return isToken(token) ? token : undefined
  }
  return undefined
}

/**
 * The Set-Cookie header of a session; an empty token with no time left makes the browser forget it. Lax, so that a
 * link in a mail leads to the console signed in; writes are held to this server's own pages besides.
 */
export function sessionCookie(cookie: { name: string; token: string; maxAgeSeconds: number }): string {
  const secure = cookie.name.startsWith('__Host-') ? '; Secure' : ''
  return `${cookie.name}=${cookie.token}; Max-Age=${cookie.maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
}
