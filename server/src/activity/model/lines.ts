export const lineBytesMax = 1_048_576

/** Stands for a line that is longer than a line may be. */
export const tooLong = Symbol('too long')

const newline = 0x0a

/**
 * The lines of a stream of bytes, blank ones left out, the last one also without its end. Of a line that is too long
 * nothing is kept, so that a stream without any line end needs no more memory than the longest line. Throws what the
 * stream throws.
 */
export async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer | typeof tooLong> {
  let parts: Buffer[] = []
  let bytes = 0
  function finish(): Buffer | typeof tooLong | undefined {
    const line = bytes > lineBytesMax ? tooLong : Buffer.concat(parts)
    parts = []
    bytes = 0
    return line === tooLong || !isBlank(line) ? line : undefined
  }
  function keep(part: Buffer): void {
    bytes += part.length
    if (bytes > lineBytesMax) parts = []
    else parts.push(part)
  }
  for await (const chunk of input) {
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      keep(chunk.subarray(from, at))
      from = at + 1
      const line = finish()
      if (line !== undefined) yield line
    }
    keep(chunk.subarray(from))
  }
  const line = finish()
  if (line !== undefined) yield line
}

function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)
}
