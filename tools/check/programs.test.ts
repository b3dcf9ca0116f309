import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findIgnored } from './ignored.ts'
import { runProgram } from './programs.ts'
import { root } from './steps.ts'

const made: string[] = []

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-check-'))
  made.push(folder)
  return folder
}

describe('promises', () => {
  it('the installed linter refuses promises that nobody awaits, and accepts awaited ones', async () => {
    const folder = emptyFolder()
    for (const name of ['.oxlintrc.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    mkdirSync(join(folder, 'tools'))
    const work = 'async function work(): Promise<number> { return 1 }\n'
    writeFileSync(
      join(folder, 'tools/bad.ts'),
      `${work}export function f() { work(); if (work()) return 1; return 2 }\n`,
    )
    writeFileSync(
      join(folder, 'tools/good.ts'),
      `${work}export async function g() { return (await work()) + 1 }\n`,
    )
    const args = [
      '--type-aware',
      '--config',
      join(folder, '.oxlintrc.json'),
      '--tsconfig',
      join(folder, 'tsconfig.json'),
    ]
    const bad = await runProgram('oxlint', [...args, join(folder, 'tools/bad.ts')])
    expect(bad.stdout).toContain('no-floating-promises')
    expect(bad.stdout).toContain('no-misused-promises')
    expect(bad.code).not.toBe(0)
    const good = await runProgram('oxlint', [...args, join(folder, 'tools/good.ts')])
    expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('Found 0 warnings and 0 errors') })
  })
})

describe('ignored', () => {
  it.each([
    ['data/', false],
    ['/data/', true],
  ])('the pattern %s passes: %s', (pattern, passed) => {
    const folder = emptyFolder()
    execFileSync('git', ['init', '--quiet'], { cwd: folder })
    mkdirSync(join(folder, 'web/src/data'), { recursive: true })
    writeFileSync(join(folder, 'web/src/data/api.ts'), '')
    writeFileSync(join(folder, '.gitignore'), `${pattern}\n`)
    expect(findIgnored(folder)).toMatchObject({
      passed,
      output: expect.stringMatching(
        passed ? /^a source file/ : /data\/\tweb\/src\/data\/api\.ts\na source file/,
      ),
    })
  })

  it('passes where there is no repository', () => {
    expect(findIgnored(emptyFolder())).toMatchObject({ passed: true, note: 'no git repository' })
  })
})
