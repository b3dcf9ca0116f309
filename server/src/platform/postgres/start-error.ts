/** A start that cannot go on. The message is one or two plain sentences: what is wrong and what to do about it. */
export class DatabaseStartError extends Error {
  override readonly name = 'DatabaseStartError'
}
