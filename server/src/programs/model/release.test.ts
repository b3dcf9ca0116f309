import { storeSpec } from '@perennial/contract'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../kernel/instants.ts'
import { ok } from '../../kernel/verdict.ts'
import type { AnyKind } from '../definition.ts'
import { ownKinds } from '../own-kinds.ts'
import { buildRelease } from './release.ts'

/** What other domains do: they look at the days of the programme while they compile. */
const dayKind = {
  kind: 'store',
  schema: storeSpec,
  compile: (_key, _spec, { timeZone }) => ok(dayOf(0, timeZone)),
} as AnyKind
const kinds = [...ownKinds.filter(({ kind }) => kind !== 'store'), dayKind] as readonly AnyKind[]

function build(settings: Readonly<Record<string, unknown>>) {
  return buildRelease({
    programId: 1,
    number: 1,
    kinds,
    codes: new Map(),
    definitions: [
      {
        kind: 'settings',
        key: 'program',
        spec: { name: 'Shop', timeZone: 'Europe/London', currency: 'GBP', ...settings },
      },
      { kind: 'store', key: 'bath', spec: { name: 'Bath' } },
    ],
  })
}

describe('a release', () => {
  it.each([
    ['a zone that is none', { timeZone: 'Mars/Base' }, 'timeZone'],
    ['a money that is none', { currency: 'XQQ' }, 'currency'],
  ])(
    'tells settings with %s as that, whatever the other definitions do with it',
    (_name, settings, field) => {
      expect(build(settings)).toMatchObject({
        ok: false,
        errors: [{ kind: 'settings', key: 'program', field, code: 'definition_invalid' }],
      })
    },
  )

  it('is built where they are right', () => {
    expect(build({}).ok).toBe(true)
  })
})
