import { expect, test } from 'vitest'
import { newUuid, publicId } from '../../kernel/ids.ts'
import { betaMembers } from './beta-group.ts'

test('a share takes about so many members, the same ones always, and others for another release', () => {
  const members = Array.from({ length: 4000 }, () => newUuid())
  const taken = (release: number, percent: number) =>
    betaMembers({ release, audience: { percent } }, members, new Map())
  for (const percent of [1, 10, 50, 99])
    expect(Math.abs(taken(3, percent).size / 40 - percent)).toBeLessThan(5)
  expect(taken(3, 50)).toEqual(taken(3, 50))
  expect(taken(3, 50)).not.toEqual(taken(4, 50))
  const more = taken(3, 20)
  expect([...taken(3, 10)].every((member) => more.has(member))).toBe(true)
})

test('members are named by their public ids', () => {
  const [ann, bob] = [newUuid(), newUuid()]
  const beta = { release: 2, audience: { members: [publicId('mem', ann)] } }
  expect(betaMembers(beta, [ann, bob], new Map())).toEqual(new Set([ann]))
})

test('members of any segment named are in, whatever else they are in', () => {
  const [ann, bob, cy, dan] = [newUuid(), newUuid(), newUuid(), newUuid()]
  const beta = { release: 2, audience: { segments: ['pilots', 'staff'] } }
  const segmentsOf = new Map([
    [ann, ['big', 'pilots']],
    [bob, ['big']],
    [cy, ['pilots', 'staff']],
  ])
  expect(betaMembers(beta, [ann, bob, cy, dan], segmentsOf)).toEqual(new Set([ann, cy]))
})
