import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { judgeReport } from './boundaries.ts'
import { root } from './steps.ts'

const made: string[] = []

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** Runs the real dependency-cruiser over a small tree and returns what the step would say. */
function cruise(texts: Record<string, string>): ReturnType<typeof judgeReport> {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-boundaries-'))
  made.push(folder)
  for (const name of ['.dependency-cruiser.mjs', 'tsconfig.json', 'tools/structure']) {
    cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const roots = [...new Set(Object.keys(texts).map((path) => path.split('/').slice(0, 2).join('/')))]
  const script = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [script, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...roots]
  let output: string
  try {
    output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  } catch (cause) {
    // It exits with the number of violations; the report is on its output all the same.
    output = (cause as { stdout: string }).stdout
  }
  return judgeReport(JSON.parse(output), Object.keys(texts))
}

describe('boundaries', () => {
  it('refuses every kind of forbidden import, type imports included', { timeout: 60_000 }, () => {
    const outcome = cruise({
      'server/src/kernel/a.ts': "import type { L } from '../ledger/index.ts'\nexport type A = L\n",
      'server/src/rules/index.ts': "import { p } from '../platform/p.ts'\nexport const r = p\n",
      'server/src/platform/p.ts': 'export const p = 1\n',
      'server/src/ledger/index.ts': "export type { L } from './lot.ts'\n",
      'server/src/ledger/lot.ts': "import { door } from './other.ts'\nexport type L = typeof door\n",
      'server/src/ledger/other.ts':
        "import type { L } from './lot.ts'\nexport const door = 1\nexport type M = L\n",
      'server/src/activity/intake.ts': "import type { L } from '../ledger/lot.ts'\nexport type I = L\n",
      'server/src/wallet/w.ts': "import { main } from '../app/main.ts'\nexport const w = main\n",
      'server/src/app/main.ts': 'export const main = 1\n',
      'web/src/page.ts':
        "import { p } from '../../server/src/platform/p.ts'\nimport { c } from '../../contract/src/index.ts'\nexport const page = [p, c]\n",
      'contract/src/index.ts': 'export const c = 1\n',
      'sdk/src/index.ts': "import { gone } from './gone.ts'\nexport const s = gone\n",
    })
    const output = outcome.output ?? ''
    expect(outcome.passed).toBe(false)
    expect(output).toContain(
      'server/src/kernel/a.ts -> server/src/ledger/index.ts\n    kernel/ may import only nothing of server/src',
    )
    expect(output).toContain(
      'server/src/rules/index.ts -> server/src/platform/p.ts\n    rules/ may import only kernel',
    )
    expect(output).toContain(
      'server/src/activity/intake.ts -> server/src/ledger/lot.ts\n    an import past the front door',
    )
    expect(output).toContain('server/src/wallet/w.ts -> server/src/app/main.ts\n    wallet/ may import only')
    expect(output).toMatch(/server\/src\/ledger\/(lot|other)\.ts -> .*\n {4}a cycle is refused/)
    expect(output).toContain('web/src/page.ts -> server/src/platform/p.ts\n    web imports the types')
    expect(output).toContain(
      'web/src/page.ts -> contract/src/index.ts\n    web imports types of the contract',
    )
    expect(output).toMatch(/sdk\/src\/index.ts -> .*gone.ts\n {4}an import that cannot be resolved/)
  })

  it('accepts imports of rows above through front doors', { timeout: 60_000 }, () => {
    const outcome = cruise({
      'contract/src/index.ts': 'export const c = 1\n',
      'server/src/kernel/a.ts': "import { c } from '../../../contract/src/index.ts'\nexport const a = c\n",
      'server/src/ledger/index.ts': "export { lot } from './lot.ts'\n",
      'server/src/ledger/lot.ts': "import { a } from '../kernel/a.ts'\nexport const lot = a\n",
      'server/src/activity/intake.ts':
        "import { lot } from '../ledger/index.ts'\nexport const intake = lot\n",
      'web/src/page.ts': "import type { c } from '../../contract/src/index.ts'\nexport type C = typeof c\n",
    })
    expect(outcome).toMatchObject({ passed: true, output: '' })
  })

  it('refuses silence: nothing read, or a file that was not', () => {
    const report = { modules: [], summary: { violations: [], totalCruised: 0 } }
    expect(judgeReport(report, [])).toMatchObject({
      passed: false,
      output: expect.stringContaining('no module was read'),
    })
    const partial = { modules: [{ source: 'a.ts' }], summary: { violations: [], totalCruised: 1 } }
    expect(judgeReport(partial, ['a.ts', 'b.ts'])).toMatchObject({
      passed: false,
      output: expect.stringContaining('b.ts'),
    })
  })
})
