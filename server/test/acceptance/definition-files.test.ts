import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Allowed, applyFolder } from '../../src/app/files/apply.ts'
import type { House } from '../../src/app/files/house.ts'
import { localHouse } from '../../src/app/files/local-house.ts'
import { planFolder } from '../../src/app/files/plan.ts'
import { pullFolder } from '../../src/app/files/pull.ts'
import { remoteHouse } from '../../src/app/files/remote-house.ts'
import { backTestText, planText } from '../../src/app/files/tell-plan.ts'
import { tryFolder } from '../../src/app/files/try-folder.ts'
import { RefusalError } from '../../src/kernel/verdict.ts'
import { type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'
import { endEverything, runPerennial } from '../reliability/app-process.ts'

let house: ApiHouse
let count = 0
const folders: string[] = []

beforeAll(async () => {
  house = await openApiHouse()
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
  await endEverything()
  for (const folder of folders) await rm(folder, { recursive: true })
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'perennial-files-'))
  folders.push(folder)
  return folder
}

function at(program: string, key = house.key): House {
  return remoteHouse({ url: house.origin, key, program, signal: new AbortController().signal })
}

/** A programme of its own, pulled into a folder of its own. */
async function pulled() {
  count += 1
  const key = `files-${count}`
  const program = await giftware(house, key)
  const folder = await newFolder()
  const there = at(key)
  await pullFolder(there, { folder, force: false })
  return { key, program, folder, there, ...filesIn(folder) }
}

function filesIn(folder: string) {
  const file = (name: string) => path.join(folder, 'definitions', `${name}.yaml`)
  return {
    read: (name: string) => readFile(file(name), 'utf8'),
    write: (name: string, text: string) => writeFile(file(name), text),
    edit: async (name: string, from: string, to: string) => {
      const text = await readFile(file(name), 'utf8')
      expect(text).toContain(from)
      await writeFile(file(name), text.replace(from, to))
    },
    remove: (name: string) => rm(file(name)),
  }
}

const nothing: Allowed = { force: false, removing: () => Promise.resolve(false) }

async function apply(there: House, folder: string, allowed: Partial<Allowed> = {}) {
  const planned = await planFolder(there, folder)
  return applyFolder(there, { folder, planned, allowed: { ...nothing, ...allowed } })
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error) => (error instanceof RefusalError ? error.refusal.code : String(error)),
  )
}

/** Edits over there, as somebody in the console does. */
async function putThere(program: string, place: string, spec: unknown): Promise<void> {
  const url = `/v1/programs/${program}/definitions/${place}`
  const etag = (await house.ask({ path: url })).headers.get('etag')
  const headers = etag === null ? {} : { 'if-match': etag }
  expect((await house.ask({ method: 'PUT', path: url, body: { spec }, headers })).status).toBe(200)
}

async function specThere(program: string, place: string): Promise<Record<string, never>> {
  const answer = await house.ask({ path: `/v1/programs/${program}/definitions/${place}` })
  return (answer.body as unknown as { spec: Record<string, never> }).spec
}

describe('refused, and nothing is written:', () => {
  test('a key that may not, another tenant, a server that is not there, one that is no Perennial', async () => {
    const { key, folder, edit } = await pulled()
    await edit('earning-rule-base', 'points: 10', 'points: 20')
    const reader = at(key, await house.newKey({ scopes: ['read'] }))
    expect((await planFolder(reader, folder)).changes).toHaveLength(1)
    expect(await codeOf(apply(reader, folder))).toBe('forbidden')
    expect(await codeOf(planFolder(at(key, house.rivalKey), folder))).toBe('not_found')
    expect(await codeOf(planFolder(at(key, 'nonsense'), folder))).toBe('credential_missing')
    await expect(planFolder(at('nowhere'), folder)).rejects.toThrow('has no programme "nowhere"')
    const nowhere = remoteHouse({
      url: 'http://127.0.0.1:1',
      key: 'k',
      program: key,
      signal: AbortSignal.timeout(5_000),
    })
    expect(await codeOf(planFolder(nowhere, folder))).toBe('server_unreachable')
    expect(await specThere(key, 'earning-rule/base')).toMatchObject({ award: { points: 10 } })
  })

  test('files that do not fit, with their file and line', async () => {
    const { folder, there, edit, write } = await pulled()
    await edit('earning-rule-base', 'currency: points', 'currency: miles')
    expect((await planFolder(there, folder)).problems).toMatchObject([
      { file: 'definitions/earning-rule-base.yaml', line: 7, field: 'currency' },
    ])
    expect(await codeOf(apply(there, folder))).toBe('release_invalid')
    await write('store-x', 'kind: store\nkey: x\nspec:\n  name: [\n')
    const { problems, changes } = await planFolder(there, folder)
    expect(problems).toMatchObject([{ file: 'definitions/store-x.yaml' }])
    expect(changes).toEqual([])
  })

  test('what drifted since the pull, unless it is forced; then the folder wins', async () => {
    const { key, folder, there, edit } = await pulled()
    await edit('earning-rule-base', 'points: 10', 'points: 20')
    await putThere(key, 'earning-rule/base', {
      ...(await specThere(key, 'earning-rule/base')),
      name: 'Theirs',
    })
    await putThere(key, 'store/leeds', { name: 'Leeds' })
    const planned = await planFolder(there, folder)
    expect(planned.drift).toMatchObject([
      { key: 'base', change: 'changed', base: 1, revision: 2, fields: [{ path: 'name', after: 'Theirs' }] },
      { key: 'leeds', change: 'added', fields: [{ path: 'name', after: 'Leeds' }] },
    ])
    const text = planText(planned, (_, plain) => plain)
    expect(text).toContain('Changed there since this folder saw it:\n  ~ earning-rule/base\n')
    expect(await codeOf(apply(there, folder))).toBe('edit_conflict')
    expect(await codeOf(pullFolder(there, { folder, force: false }))).toBe('edit_conflict')
    expect(await codeOf(apply(there, folder, { force: true }))).toBe('removal_unconfirmed')
    const asked: string[] = []
    const removing = async (places: readonly string[]) => asked.push(...places) > 0
    await apply(there, folder, { force: true, removing })
    expect(asked).toEqual(['store/leeds'])
    expect(await specThere(key, 'earning-rule/base')).toMatchObject({
      award: { points: 20 },
      name: '10 points for every pound',
    })
    expect(await planFolder(there, folder)).toMatchObject({ changes: [], drift: [], problems: [] })
  })

  test('a removal that nobody allowed', async () => {
    const { key, folder, there, remove } = await pulled()
    await remove('tier-ladder-spend')
    expect(await codeOf(apply(there, folder))).toBe('removal_unconfirmed')
    expect(await specThere(key, 'tier-ladder/spend')).toMatchObject({ metric: 'spend' })
    await apply(there, folder, { removing: () => Promise.resolve(true) })
    expect((await house.ask({ path: `/v1/programs/${key}/definitions/tier-ladder/spend` })).status).toBe(404)
  })

  test('a first pull into a folder that says something else', async () => {
    const [mine, other] = [await pulled(), await pulled()]
    await putThere(other.key, 'settings/program', {
      ...(await specThere(other.key, 'settings/program')),
      name: 'Else',
    })
    const before = await mine.read('settings')
    expect(await codeOf(pullFolder(other.there, { folder: mine.folder, force: false }))).toBe('edit_conflict')
    expect(await mine.read('settings')).toBe(before)
    await pullFolder(other.there, { folder: mine.folder, force: true })
    expect(await mine.read('settings')).toBe(before.replace(/name: .*/, 'name: Else'))
  })
})

describe('a pull', () => {
  test('writes a file a definition with the address of its schema, and remembers the revisions', async () => {
    const { key, folder } = await pulled()
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      '.perennial.json',
      'definitions',
      'definitions/currency-points.yaml',
      'definitions/earning-rule-base.yaml',
      'definitions/settings.yaml',
      'definitions/tier-ladder-spend.yaml',
      'program.yaml',
    ])
    const text = await readFile(path.join(folder, 'definitions/settings.yaml'), 'utf8')
    const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? ''
    expect(schema).toBe(`${house.origin}/v1/schemas/settings`)
    expect((await fetch(schema)).status).toBe(200)
    expect(parse(text)).toEqual({
      kind: 'settings',
      key: 'program',
      spec: await specThere(key, 'settings/program'),
    })
    const base = JSON.parse(await readFile(path.join(folder, '.perennial.json'), 'utf8'))
    expect(Object.keys(base.places)).toEqual([`${house.origin}/${key}`])
  })

  test('changes the fields that changed there and keeps comments, order and what was edited here', async () => {
    const { key, folder, there, read, edit, write } = await pulled()
    const mine = (await read('earning-rule-base')).replace('spec:', 'spec:   # ours\n  # Told to members.')
    await write('earning-rule-base', mine)
    await edit('tier-ladder-spend', 'name: Silver', 'name: Silver!   # shiny')
    const rule = await specThere(key, 'earning-rule/base')
    await putThere(key, 'earning-rule/base', {
      ...rule,
      award: { kind: 'per-money', points: 12, perMinor: 100 },
    })
    await putThere(key, 'store/leeds', { name: 'Leeds' })
    expect(await pullFolder(there, { folder, force: false })).toEqual({
      added: ['definitions/store-leeds.yaml'],
      changed: ['definitions/earning-rule-base.yaml'],
      removed: [],
      edited: ['definitions/tier-ladder-spend.yaml'],
    })
    expect(await read('earning-rule-base')).toBe(mine.replace('points: 10\n', 'points: 12\n'))
    expect(await read('tier-ladder-spend')).toContain('name: Silver!   # shiny')
    // The edit is still to be applied, and nothing has drifted.
    expect(await planFolder(there, folder)).toMatchObject({
      drift: [],
      changes: [{ kind: 'tier-ladder', fields: [{ after: 'Silver!' }] }],
    })

    const revision = (await house.ask({ path: `/v1/programs/${key}/definitions/store/leeds` })).headers.get(
      'etag',
    )
    await house.ask({
      method: 'DELETE',
      path: `/v1/programs/${key}/definitions/store/leeds`,
      headers: { 'if-match': revision ?? '' },
    })
    expect(await pullFolder(there, { folder, force: false })).toMatchObject({
      removed: ['definitions/store-leeds.yaml'],
    })
    expect(await pullFolder(there, { folder, force: false })).toMatchObject({
      added: [],
      changed: [],
      removed: [],
    })
  })
})

test('staging is pulled and applied to production, which remembers its own revisions', async () => {
  const [staging, production] = [await pulled(), await pulled()]
  await putThere(staging.key, 'store/leeds', { name: 'Leeds' })
  await pullFolder(staging.there, { folder: staging.folder, force: false })
  const applied = await apply(production.there, staging.folder)
  expect(applied.changes).toMatchObject([{ kind: 'store', key: 'leeds', change: 'added' }])
  expect(await production.there.publish('From staging')).toBe(2)
  // Somebody edits production; the folder notices, though it was never pulled from there.
  await putThere(production.key, 'store/leeds', { name: 'Leeds, Briggate' })
  expect(await codeOf(apply(production.there, staging.folder))).toBe('edit_conflict')
  expect(await planFolder(staging.there, staging.folder)).toMatchObject({ changes: [], drift: [] })
})

test('without a server it is the same', async () => {
  const { program, folder, edit } = await pulled()
  const there = localHouse({ parts: house, program, publicUrl: 'http://localhost:4100' })
  await edit('earning-rule-base', 'points: 10', 'points: 20')
  const { changes } = await apply(there, folder)
  expect(changes).toMatchObject([{ key: 'base', fields: [{ path: 'award.points', before: 10, after: 20 }] }])
  expect(await pullFolder(there, { folder, force: false })).toMatchObject({
    added: [],
    changed: [],
    edited: [],
  })
  expect(await there.publish('Twice')).toBe(2)
})

test('a plan is tried on what happened, there and here, and nothing of it is kept as a draft', async () => {
  const { key, program, folder, there, edit } = await pulled()
  for (const number of [1, 2]) {
    const order = orderOf(`o-${number}`, [['A', '1', '10.00']], { member: { externalId: `m${number}` } })
    const path = `/v1/programs/${key}/activities`
    expect((await house.ask({ method: 'POST', path, body: order })).status).toBe(201)
  }
  await edit('earning-rule-base', 'points: 10', 'points: 20')
  const planned = await planFolder(there, folder)
  const local = localHouse({ parts: house, program, publicUrl: 'http://localhost:4100' })
  for (const each of [there, local]) {
    const { result } = await tryFolder(each, planned, { wanted: true, from: '2026-01-01' })
    expect(result).toMatchObject({
      orders: 2,
      tested: { release: null, currencies: [{ granted: 400 }] },
      compared: { release: 1, currencies: [{ granted: 200 }] },
      change: { winners: 2, losers: 0 },
    })
    if (result !== undefined) expect(backTestText(result)).toContain('2 members win, 0 lose')
  }
  expect(await specThere(key, 'earning-rule/base')).toMatchObject({ award: { points: 10 } })
  const reader = at(key, await house.newKey({ scopes: ['read'] }))
  expect(await codeOf(tryFolder(reader, planned, { wanted: true, from: undefined }))).toBe('forbidden')
})

test('a plan that nobody asked to try is tried on the last year, where there is something to try', async () => {
  const { key, there, folder, edit } = await pulled()
  const tried = async (wanted?: boolean, from?: string, by = there) =>
    tryFolder(by, await planFolder(by, folder), { wanted, from })
  expect(await tried()).toEqual({})
  await edit('earning-rule-base', 'points: 10', 'points: 20')
  expect(await tried(false)).toEqual({})
  expect(await tried()).toEqual({
    note: expect.stringContaining('Nothing happened in the programme in the last 12'),
  })
  const yesterday = Date.now() - 86_400_000
  for (const [index, at] of [yesterday, yesterday - 500 * 86_400_000].entries()) {
    const member = { externalId: 'ann' }
    const order = orderOf(`o-${index}`, [['A', '1', '10.00']], {
      member,
      occurredAt: new Date(at).toISOString(),
    })
    const path = `/v1/programs/${key}/activities`
    expect((await house.ask({ method: 'POST', path, body: order })).status).toBe(201)
  }
  expect(await tried()).toMatchObject({ result: { orders: 1, change: { winners: 1 } } })
  expect(await tried(undefined, '2020-01-01')).toMatchObject({ result: { orders: 2 } })
  expect(await codeOf(tried(undefined, 'then'))).toBe('body_invalid')
  // A key that may only read still gets its plan.
  const reader = at(key, await house.newKey({ scopes: ['read'] }))
  expect(await tried(undefined, undefined, reader)).toEqual({
    note: expect.stringContaining('No back-test: '),
  })
  await edit('earning-rule-base', 'currency: points', 'currency: miles')
  expect(await tried()).toEqual({})
})

describe('the command line', () => {
  const run = async (args: string[], env: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await runPerennial(args, env).ended
    return { code, stdout, stderr }
  }

  test('goes from a template to a release and says by its exit code how it went', async () => {
    const { key } = await pulled()
    const folder = path.join(await newFolder(), 'mine')
    const server = ['--program', key, '--url', house.origin]
    const env = { PERENNIAL_KEY: house.key }
    const { edit, remove } = filesIn(folder)

    expect(await run(['init', 'nothing', folder])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('giftware'),
    })
    expect((await run(['init', 'giftware', folder])).code).toBe(0)
    expect((await run(['init', 'giftware', folder])).code).toBe(1)
    expect(await run(['validate', folder])).toMatchObject({
      code: 0,
      stdout: '4 definitions fit together.\n',
    })
    expect(await run(['plan', folder, ...server])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('PERENNIAL_KEY'),
    })
    expect((await run(['plan', folder, '--program', key, '--url', 'x'], env)).code).toBe(1)
    expect((await run(['plan', folder, '--url', house.origin], env)).code).toBe(2)
    expect(await run(['plan', folder, ...server], env)).toMatchObject({
      code: 0,
      stdout: 'Nothing to change.\n',
    })

    await edit('earning-rule-base', 'points: 10', 'points: 20')
    const change = '~ earning-rule/base\n    award.points: 10 -> 20\n0 to add, 1 to change, 0 to remove.\n'
    expect((await run(['plan', folder, ...server, '--no-backtest'], env)).stdout).toBe(change)
    expect(await run(['plan', folder, ...server], env)).toMatchObject({
      code: 0,
      stdout: `${change}Nothing happened in the programme in the last 12 months, so there is nothing to try this on.\n`,
    })
    const applied = await run(['apply', folder, ...server, '--publish', '--note', 'Twice', '--json'], env)
    expect(applied.code, applied.stderr).toBe(0)
    expect(JSON.parse(applied.stdout)).toMatchObject({ release: 2, changes: [{ key: 'base' }] })
    expect(await run(['apply', folder, ...server, '--publish'], env)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('The last release says the same'),
    })

    await remove('tier-ladder-spend')
    const refused = await run(['apply', folder, ...server, '--json'], env)
    expect([refused.code, JSON.parse(refused.stdout)]).toMatchObject([
      1,
      { problem: { code: 'removal_unconfirmed' } },
    ])
    expect((await run(['apply', folder, ...server, '--delete'], env)).code).toBe(0)
    await edit('earning-rule-base', 'currency: points', 'currency: miles')
    expect(await run(['validate', folder])).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^definitions\/earning-rule-base.yaml:\d+: currency: /),
    })
    expect((await run(['plan', folder, ...server], env)).code).toBe(3)
    expect((await run(['apply', folder, ...server], env)).code).toBe(1)
    expect((await run(['pull', folder, ...server], env)).stdout).toContain('was edited here and stays')
  }, 240_000)
})
