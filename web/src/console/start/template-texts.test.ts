import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import fa from '../../messages/templates/fa.json' with { type: 'json' }

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'templates')

test('every ready programme has a name, a text and its line in Persian, and nothing else has', () => {
  const keys = readdirSync(folder).filter((key) => existsSync(join(folder, key, 'program.yaml')))
  const saysSo = (key: string) => existsSync(join(folder, key, 'definitions', 'site.yaml'))
  const ids = keys.flatMap((key) => [
    `template.${key}.name`,
    `template.${key}.text`,
    ...(saysSo(key) ? [`template.${key}.line`] : []),
  ])
  expect(Object.keys(fa).sort()).toEqual(ids.sort())
  expect(Object.values(fa).filter((text) => !/[\u0600-\u06ff]/.test(text))).toEqual([])
})
