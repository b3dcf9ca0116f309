import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, openHarness } from '../../../test/harness.ts'
import { orThrow } from '../../kernel/verdict.ts'
import type { Program } from '../../programs/index.ts'
import { type ImportOrders, importOrders, loadMapping, parseMapping, runImportCommand } from './index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'perennial-order-files-'))
const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
let harness: Harness
let programs = 0

beforeAll(async () => {
  harness = await openHarness()
})

afterAll(async () => {
  await harness.close()
  rmSync(folder, { recursive: true, force: true })
})

/** `invoice sku quantity minute price customer`; the minute is of one hour of one day. */
function fileOf(name: string, rows: readonly string[]): string {
  const lines = rows.map((row) => {
    const [invoice, sku, quantity, minute, price, customer = ''] = row.split(' ')
    return `${invoice},${sku},"A ""thing""",${quantity},2011-03-01 10:${minute}:00,${price},${customer},UK\n`
  })
  const file = path.join(folder, name)
  writeFileSync(file, `\uFEFF${header}${lines.join('')}`)
  return file
}

async function newProgram(): Promise<Program> {
  programs += 1
  return harness.createProgram(`shop-${programs}`, { template: 'giftware' })
}

async function run(program: Program, file: string, more: Partial<ImportOrders> = {}) {
  const { database, pipeline } = harness
  const mapping = orThrow(await loadMapping('online-retail'))
  return importOrders({
    database,
    pipeline,
    program,
    currency: 'GBP',
    file,
    mapping,
    preview: false,
    ...more,
  })
}

async function pointsOf(program: Program): Promise<Record<string, number>> {
  const { programId } = program
  const rows = await harness.database.read({ programId }, (tx) =>
    tx.query<{ member: string; points: number }>(
      `select i.value as member, b.available - b.debt as points from member_identifier i
       join balance b on b.program_id = i.program_id and b.owner_id = i.member_id where i.program_id = $1`,
      [programId],
    ),
  )
  return Object.fromEntries(rows.map((row) => [row.member, row.points]))
}

describe('what is refused before anything is posted', () => {
  it.each([
    ['a file that is not there', 'nowhere.csv', undefined, 'import_file_invalid'],
    ['an empty file', 'empty.csv', '', 'import_file_invalid'],
    ['UTF-16', 'utf16.csv', Buffer.from('\uFEFFInvoiceNo', 'utf16le'), 'import_file_invalid'],
    ['Latin 1', 'latin1.csv', Buffer.from(`${header}caf\xe9`, 'latin1'), 'import_file_invalid'],
    ['broken gzip', 'broken.gz', gzipSync(header).subarray(0, 30), 'import_file_invalid'],
    ['a missing column', 'column.csv', 'InvoiceNo,StockCode\n', 'import_file_invalid'],
    ['an open quote', 'quote.csv', `${header}"1,2`, 'import_file_invalid'],
  ])('%s', async (_, name, content, code) => {
    const file = path.join(folder, name)
    if (content !== undefined) writeFileSync(file, content)
    const imported = await run(await newProgram(), file)
    expect(imported.ok ? 'imported' : imported.refusal.code).toBe(code)
  })

  it('another currency', async () => {
    const imported = await run(await newProgram(), fileOf('currency.csv', []), { currency: 'EUR' })
    expect(imported).toMatchObject({ ok: false, refusal: { code: 'currency_mismatch' } })
  })

  it.each([
    ['no YAML', '{', /readable YAML/],
    ['an unknown field', 'source: a\nformula: b', /formula/],
    [
      'a column that the format lacks',
      readMapping().replace('{ column: dollars }', '{ column: euros }'),
      /euros/,
    ],
    ['a zone that does not exist', readMapping().replace('America/New_York', 'Mars/Base'), /IANA/],
  ])('a mapping with %s', (_, text, detail) => {
    const parsed = parseMapping('own', text)
    expect(parsed.ok ? '' : parsed.refusal.detail).toMatch(detail)
  })
})

function readMapping(): string {
  return readFileSync(path.join(import.meta.dirname, 'mappings/cdnow.yaml'), 'utf8')
}

const shop = [
  '10 mug 2 00 5.00 ann', // line 2; an order in two places of the file
  '11 cup 1 05 1.00 bob',
  '10 mug 1 00 5.00 ann',
  'C12 mug -4 10 5.00 ann', // 3 of 4 units were bought: 1 is left over
  'C13 cup -1 01 1.00 bob', // comes back before it is bought: nothing to take
  '14 pot 1 20 2.00', // no customer
  'A15 pot 1 20 2.00 ann',
  '16 pot x 20 2.00 ann',
  '17 pot -1 20 2.00 ann',
  'C18 pot 1 20 2.00 ann',
  '19 pot 1 20 2.00 ann',
  '19 pot 1 20 2.00 bob', // one order, two members
  'C20 pot -2 20 2.00 cat', // only ever returned
  '21 mug 1 20 x ann',
  'C22 =1+1 -1 30 5.00 bob', // never bought; looks like a formula
  'C23 cup -1 05 1.00 bob', // the minute of the order, further down
]

describe('an import', () => {
  it('posts what fits, tells what does not, and posts nothing twice', async () => {
    const program = await newProgram()
    const reportFile = path.join(folder, 'report.csv')
    const summary = orThrow(await run(program, fileOf('shop.csv', shop), { reportFile }))
    expect(summary).toMatchObject({
      outcome: 'applied',
      rows: { read: 16, skipped: 1, refused: 1 },
      orders: { recorded: 2, known: 0, refused: 4 },
      returns: { recorded: 4, known: 0, refused: 2 },
      unmatched: { units: '5', lines: 4, partly: 1 },
      membersUnknown: 1,
    })
    expect(await pointsOf(program)).toEqual({ ann: 0, bob: 0 })
    expect(readFileSync(reportFile, 'utf8').split('\r\n').sort()).toEqual(
      [
        '',
        'line,order,what,reason,sku,unmatched_units',
        '5,C12,unmatched,No earlier order of the member has these units left,mug,1',
        '6,C13,unmatched,No earlier order of the member has these units left,cup,1',
        '7,14,skipped,No customer,,',
        '8,A15,refused,"An adjustment of accounts, not an order",,',
        '9,16,refused,"The quantity ""x"" is no number",,',
        '10,17,refused,A negative quantity outside a return,,',
        '11,C18,refused,"A return\'s quantity must be negative",,',
        '13,19,refused,The order names two members,,',
        '14,C20,refused,The member has returns and no order,,',
        '14,C20,unmatched,No earlier order of the member has these units left,pot,2',
        '15,21,refused,"The price ""x"" is no number",,',
        `16,C22,unmatched,No earlier order of the member has these units left,"'=1+1",1`,
      ].sort(),
    )
    const books = await pointsOf(program)
    expect(orThrow(await run(program, fileOf('shop.csv', shop)))).toMatchObject({
      outcome: 'already-applied',
      orders: summary.orders,
    })
    // One row more is another file: what it repeats is known.
    const more = orThrow(await run(program, fileOf('more.csv', [...shop, '30 mug 1 40 5.00 ann'])))
    expect(more).toMatchObject({ orders: { recorded: 1, known: 2 }, returns: { recorded: 0, known: 4 } })
    expect(more.unmatched).toEqual(summary.unmatched)
    expect(await pointsOf(program)).toEqual({ ...books, ann: 50 })
    expect(await harness.verify(program)).toEqual([])
  })

  it('previews the first orders and all problems, and writes nothing', async () => {
    const program = await newProgram()
    const summary = orThrow(await run(program, fileOf('preview.csv', shop), { preview: true }))
    expect(summary).toMatchObject({ outcome: 'preview', orders: { recorded: 2, refused: 4 } })
    expect(summary.preview?.[0]).toEqual({
      type: 'order.placed',
      source: 'online-retail',
      sourceId: '10',
      occurredAt: '2011-03-01T10:00:00.000Z',
      member: { externalId: 'ann' },
      order: {
        currency: 'GBP',
        lines: [
          { lineId: '2', sku: 'mug', name: 'A "thing"', quantity: '2', unitPrice: '5.00' },
          { lineId: '4', sku: 'mug', name: 'A "thing"', quantity: '1', unitPrice: '5.00' },
        ],
      },
    })
    expect(summary.findings.reduce((sum, group) => sum + group.count, 0)).toBe(7)
    expect(await pointsOf(program)).toEqual({})
  })

  it('stops when it is told to, and goes on from there', async () => {
    const program = await newProgram()
    const file = fileOf(
      'long.csv',
      Array.from({ length: 60 }, (_, at) => `${at} mug 1 ${10 + (at % 40)} 1.00 m${at}`),
    )
    const stop = new AbortController()
    const stopped = await run(program, file, {
      batchLines: 10,
      signal: stop.signal,
      onProgress: ({ phase }) => phase === 'posting' && stop.abort(),
    })
    expect(stopped).toMatchObject({ value: { outcome: 'stopped' } })
    const rest = orThrow(await run(program, file))
    expect(rest.orders.known).toBeGreaterThanOrEqual(10)
    expect(rest.orders.recorded).toBeGreaterThan(0)
    expect(rest.orders.known + rest.orders.recorded).toBe(60)
    expect(Object.values(await pointsOf(program))).toEqual(Array.from({ length: 60 }, () => 10))
  })

  it('speaks on the command line', async () => {
    const program = await newProgram()
    const { database, pipeline } = harness
    let told = ''
    const output = { write: (text: string) => (told += text) }
    const rest = { preview: false, json: false, output, progress: { write: () => true } }
    const file = fileOf('command.csv', shop)
    const ask = { database, pipeline, program, currency: 'GBP', file, ...rest }
    expect(await runImportCommand({ ...ask, mapping: 'nothing' })).toBe(1)
    expect(await runImportCommand({ ...ask, mapping: 'online-retail' })).toBe(0)
    expect(told).toContain('2 recorded, 0 known before, 4 refused')
  })
})
