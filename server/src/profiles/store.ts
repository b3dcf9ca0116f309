import type { Reader } from '../platform/database.ts'

/** Lets the statements of this transaction take as long as recomputing a whole programme does. */
export async function allowLongStatements(tx: Reader, timeoutMs: number): Promise<void> {
  await tx.query(`select set_config('statement_timeout', $1, true)`, [String(timeoutMs)])
}
