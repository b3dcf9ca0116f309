import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { templatesFolder } from '../../programs/index.ts'
import { validateCommand } from './files.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'perennial-validate-'))
  await cp(path.join(templatesFolder, 'giftware'), folder, { recursive: true })
})
afterAll(() => rm(folder, { recursive: true }))

async function validate(): Promise<{ code: number; told: unknown }> {
  const written: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text))
    return true
  })
  try {
    const code = await validateCommand({ folder, json: true })
    return { code, told: JSON.parse(written.join('')) }
  } finally {
    spy.mockRestore()
  }
}

test('validate names the file and line of a rule that can never give anything, and lets it pass', async () => {
  expect(await validate()).toEqual({ code: 0, told: { definitions: 4, problems: [], deadRules: [] } })
  const file = path.join(folder, 'definitions/earning-rule-base.yaml')
  await writeFile(file, `${(await readFile(file, 'utf8')).trimEnd()}\n  schedule: { weekdays: [] }\n`)
  expect(await validate()).toMatchObject({
    code: 0,
    told: {
      problems: [],
      deadRules: [
        {
          file: 'definitions/earning-rule-base.yaml',
          code: 'nothing-chosen',
          message: 'It can never give anything. Its schedule is for no weekday.',
        },
      ],
    },
  })
})
