import type { Caller } from '../platform/http/index.ts'
import { type Digest, digestOfHash, hashOfDigest } from './model/secrets.ts'

/** A credential that the database knows and that is good. */
export interface Verified {
  caller: Caller
  /** Epoch milliseconds. */
  expiresAtMs: number
}

interface Entry {
  /** Undefined: the database knows no such credential, or it is over. */
  verified: Verified | undefined
  /** When the question was asked, which is what the answer is true for. */
  askedAtMs: number
}

/**
 * A resource of one process: answers of the database about credentials, so that a busy key asks it every two seconds
 * instead of on every request. An answer serves for four seconds from when it was asked, so a key that was revoked
 * on another node is refused here within five.
 */
export interface VerifiedCredentials {
  /** At once when the answer is fresh, else a promise; one question serves all who wait for it. */
  find(digest: Digest): Verified | undefined | Promise<Verified | undefined>
  forget(hash: Buffer): void
}

const serveMs = 4_000
const askAgainMs = 2_000
const knownMax = 10_000
// Guesses have their own room, so that a flood of them cannot push out the keys in use.
const unknownMax = 1_000

export function verifyingBy(options: {
  ask: (hash: Buffer) => Promise<Verified | undefined>
  now: () => number
}): VerifiedCredentials {
  const known = new Map<Digest, Entry>()
  const unknown = new Map<Digest, Entry>()
  const asking = new Map<Digest, Promise<Verified | undefined>>()

  function ask(id: Digest): Promise<Verified | undefined> {
    const running = asking.get(id)
    if (running !== undefined) return running
    const askedAtMs = options.now()
    const question = options.ask(hashOfDigest(id)).then(
      (verified) => {
        // Forgotten meanwhile: the answer may be older than the reason for that.
        if (asking.get(id) === question) remember(id, { verified, askedAtMs })
        return verified
      },
      (error: unknown) => {
        if (asking.get(id) === question) asking.delete(id)
        throw error
      },
    )
    asking.set(id, question)
    return question
  }

  function remember(id: Digest, entry: Entry): void {
    asking.delete(id)
    known.delete(id)
    unknown.delete(id)
    const [room, max] = entry.verified === undefined ? [unknown, unknownMax] : [known, knownMax]
    // A credential in use is put to the end every two seconds, so the first one is the longest unused.
    for (const first of room.keys()) {
      if (room.size < max) break
      room.delete(first)
    }
    room.set(id, entry)
  }

  return {
    find: (id) => {
      const entry = known.get(id) ?? unknown.get(id)
      if (entry === undefined) return ask(id)
      const ageMs = options.now() - entry.askedAtMs
      if (ageMs < 0 || ageMs >= serveMs) return ask(id)
      // Asked ahead of time, so that nobody waits; when the database is away the old answer serves out its time.
      if (ageMs >= askAgainMs && entry.verified !== undefined) ask(id).catch(() => {})
      return entry.verified
    },
    forget: (hash) => {
      const id = digestOfHash(hash)
      known.delete(id)
      unknown.delete(id)
      asking.delete(id)
    },
  }
}
