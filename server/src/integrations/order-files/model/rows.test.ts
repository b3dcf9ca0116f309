import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellSplitter, createRowReader } from './rows.ts'

function read(pieces: readonly string[], delimiter: string | undefined = ','): [number, string][] {
  const rows: [number, string][] = []
  const reader = createRowReader({ delimiter, line: 1 })
  for (const piece of pieces) reader.push(piece, (text, line) => rows.push([line, text]))
  if (!reader.end((text, line) => rows.push([line, text]))) rows.push([reader.line(), 'open quote'])
  return rows
}

const csv = cellSplitter({ kind: 'csv', delimiter: ',' })

describe('rows', () => {
  it.each<[string, string, [number, string][]]>([
    [
      'an open quote at the end',
      'a\n"b',
      [
        [1, 'a'],
        [2, 'open quote'],
      ],
    ],
    [
      'a line break within quotes belongs to its row',
      '"a\nb",c\nd',
      [
        [1, '"a\nb",c'],
        [3, 'd'],
      ],
    ],
    [
      'a quote inside a bare cell is a letter',
      'a,7" disc\nb',
      [
        [1, 'a,7" disc'],
        [2, 'b'],
      ],
    ],
    [
      'line breaks of Windows',
      'a\r\nb\r\n',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'empty rows keep their numbers',
      'a\n\nb',
      [
        [1, 'a'],
        [2, ''],
        [3, 'b'],
      ],
    ],
  ])('%s', (_, text, rows) => {
    expect(read([text])).toEqual(rows)
  })

  it.each<[string, string[]]>([
    ['a,b,', ['a', 'b', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"7"" disc", x ', ['7" disc', 'x']],
    ['"",""""', ['', '"']],
    ['"a"b,c', ['ab', 'c']],
  ])('cells of %s', (row, cells) => {
    expect(csv(row)).toEqual(cells)
  })

  it('cuts by position and by white space', () => {
    const columns = { code: { from: 1, to: 3 }, rest: { from: 5, to: 9 } }
    expect(cellSplitter({ kind: 'fixed', columns })('abc  de')).toEqual(['abc', 'de'])
    expect(cellSplitter({ kind: 'whitespace', columns: ['a', 'b'] })('  1   2 ')).toEqual(['1', '2'])
  })

  it('gives back any cells, whatever pieces the text comes in', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' b') }).map((text) => text.trim())
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 7 }), (rows, size) => {
        const text = rows
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
          .join('\n')
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
        expect(read(pieces).map(([, row]) => csv(row))).toEqual(rows)
      }),
    )
  })
})
