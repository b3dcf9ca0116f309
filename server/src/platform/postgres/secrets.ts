import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'

/** The secret kept in `file`, made on first use: 32 random bytes as base64url, readable by the file's owner only. */
export function keepSecret(file: string): string {
  return readSecret(file) ?? makeSecret(file)
}

/** The secret kept in `file`, or undefined where there is none yet. */
export function readSecret(file: string): string | undefined {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    if (secret === '') return undefined
    chmodSync(file, 0o600)
    return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Written beside and renamed, so that a kill leaves either no secret or a whole one. */
function makeSecret(file: string): string {
  const secret = randomBytes(32).toString('base64url')
  const draft = `${file}.new`
  const handle = openSync(draft, 'w', 0o600)
  writeSync(handle, `${secret}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(draft, file)
  return secret
}
