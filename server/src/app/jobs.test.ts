import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, openHarness } from '../../test/harness.ts'
import { orThrow } from '../kernel/verdict.ts'
import { silentLog } from '../platform/log.ts'
import { lockProgram, unlockProgram } from '../programs/index.ts'
import { readConfig } from './config.ts'
import type { Context } from './context.ts'
import { type Duty, runDuty } from './jobs.ts'

let house: Harness
let context: Context

beforeAll(async () => {
  house = await openHarness()
  const { ownerUrl, appUrl } = house.testDatabase
  const config = orThrow(readConfig({}))
  context = { ...house, config, log: silentLog, ownerUrl, appUrl, dispose: () => Promise.resolve() }
})
afterAll(() => house.close())

/** The programmes to which a duty goes. */
async function visited(duty: Pick<Duty, 'whileReadOnly'>): Promise<string[]> {
  const keys: string[] = []
  const run: Duty['run'] = async (_, program) => {
    keys.push(program.key)
  }
  await runDuty(context, { name: 'look', cron: '* * * * *', ...duty, run }, new AbortController().signal)
  return keys
}

test('duties leave a programme that is read-only alone, except those that only look', async () => {
  const { organizationId } = house
  await house.createProgram('open', { template: 'giftware' })
  const { programId } = await house.createProgram('locked', { template: 'giftware' })
  await house.database.write({ organizationId }, (tx) =>
    lockProgram(tx, { programId, reason: 'looking', by: 'test' }),
  )
  house.programs.refresh(programId)
  expect(await visited({})).toEqual(['open'])
  expect(await visited({ whileReadOnly: true })).toEqual(['open', 'locked'])
  await house.database.write({ organizationId }, (tx) => unlockProgram(tx, programId))
  house.programs.refresh(programId)
  expect(await visited({})).toEqual(['open', 'locked'])
})
