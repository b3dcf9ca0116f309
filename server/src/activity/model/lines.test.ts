import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineBytesMax, linesOf, tooLong } from './lines.ts'

async function read(chunks: readonly (Buffer | string)[]): Promise<(string | typeof tooLong)[]> {
  async function* input() {
    for (const chunk of chunks) yield Buffer.from(chunk as string)
  }
  const lines: (string | typeof tooLong)[] = []
  for await (const line of linesOf(input())) lines.push(line === tooLong ? tooLong : line.toString())
  return lines
}

describe('lines of a stream', () => {
  test.each([
    ['nothing', [], []],
    ['blank lines', ['\n', ' \r\n', '\t\n'], []],
    ['a last line without its end', ['a\nb'], ['a', 'b']],
    ['a line over chunks', ['a', 'b', 'c\nd', '\n'], ['abc', 'd']],
    ['lines ended by two characters', ['a\r\nb\r\n'], ['a\r', 'b\r']],
  ])('%s', async (_, chunks, lines) => {
    expect(await read(chunks)).toEqual(lines)
  })

  test('a line that is too long is one line, and the next one is whole', async () => {
    const long = 'x'.repeat(lineBytesMax)
    expect(await read([`${long}\n`])).toEqual([long])
    expect(await read(['a\n', long, 'x', long, '\nb\n'])).toEqual(['a', tooLong, 'b'])
    expect(await read([long, 'x'])).toEqual([tooLong])
  })

  test('how the bytes are cut does not matter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.array(fc.nat(50)), async (text, cuts) => {
        const bytes = Buffer.from(text)
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
          bytes.length,
        ]
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
        expect(await read(chunks)).toEqual(await read([bytes]))
      }),
    )
  })
})
