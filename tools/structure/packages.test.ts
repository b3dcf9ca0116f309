import { describe, expect, it } from 'vitest'
import { type LockFile, missingPlatformPackages } from '../complete-lockfile.ts'
import { lock, pins, reasons } from './packages.ts'
import { messages } from './sample.ts'

const integrity = 'sha512-abc'

function lockOf(packages: LockFile['packages']): Record<string, string> {
  return { 'package-lock.json': JSON.stringify({ packages }) }
}

describe('pins', () => {
  it.each(['^1.2.3', '~1.2.3', '1.2', '1.x', '*', 'latest', '>=1.0.0', 'git+ssh://a/b', 'workspace:*'])(
    'refuses %s',
    (version) => {
      const text = JSON.stringify({ devDependencies: { pg: version } })
      expect(messages(pins, { 'server/package.json': text })).toEqual([
        expect.stringMatching(/is refused: use one exact version/),
      ])
    },
  )

  it('accepts exact versions', () => {
    const text = JSON.stringify({
      dependencies: { pg: '8.23.1' },
      optionalDependencies: { a: '18.4.0-beta.17' },
    })
    expect(messages(pins, { 'package.json': text })).toEqual([])
  })
})

describe('reasons', () => {
  const record = 'docs/decisions/0009-dependencies.md'
  const manifest = JSON.stringify({ dependencies: { pg: '8.23.1', '@perennial/contract': '0.1.0' } })

  it('refuses a dependency without a reason, and a reason without a dependency', () => {
    const texts = { 'server/package.json': manifest, [record]: '| `left-pad` | pads |\n' }
    expect(messages(reasons, texts)).toEqual([
      expect.stringMatching(/`pg` without a reason is refused/),
      expect.stringMatching(/`left-pad` is refused, no package.json names it/),
    ])
  })

  it('accepts a record that names what is used', () => {
    expect(
      messages(reasons, { 'server/package.json': manifest, [record]: '| `pg` | the driver |\n' }),
    ).toEqual([])
  })
})

describe('lock', () => {
  it.each([
    [
      'a missing platform package',
      { 'node_modules/a': { integrity, optionalDependencies: { 'a-darwin-arm64': '1.0.0' } } },
      /without a-darwin-arm64 is refused: use `node tools\/complete-lockfile.ts`/,
    ],
    ['a package without integrity', { 'node_modules/a': {} }, /node_modules\/a without integrity is refused/],
    [
      'an optional package of no platform without integrity',
      { 'node_modules/a': { optional: true } },
      /without integrity is refused/,
    ],
    [
      'a link out of the repository',
      { 'node_modules/a': { link: true, resolved: '../a' } },
      /use a workspace of this repository/,
    ],
  ])('refuses %s', (_, packages, expected) => {
    expect(messages(lock, lockOf(packages))).toEqual([expect.stringMatching(expected)])
  })

  it('refuses a tree without a lock file', () => {
    expect(messages(lock, {})).toEqual([expect.stringMatching(/without a lock file is refused/)])
  })

  it('accepts workspaces, hashed packages and the platforms that were added', () => {
    const packages = {
      server: {},
      'node_modules/@perennial/server': { link: true, resolved: 'server' },
      'node_modules/a': { integrity, optionalDependencies: { 'a-win32-x64': '1.0.0' } },
      'node_modules/a-win32-x64': { optional: true, os: ['win32'], cpu: ['x64'] },
    }
    expect(messages(lock, lockOf(packages))).toEqual([])
  })
})

describe('complete-lockfile', () => {
  it('names system, processor and C library, and strips the range', () => {
    const packages = {
      'node_modules/a': { dev: true, optionalDependencies: { '@a/linux-x64-musl': '^1.2.3' } },
    }
    expect(missingPlatformPackages({ packages })).toEqual([
      {
        name: '@a/linux-x64-musl',
        entry: { version: '1.2.3', optional: true, dev: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
      },
    ])
  })

  it('finds what is nested as Node would', () => {
    const packages = {
      'node_modules/a/node_modules/b': { optionalDependencies: { c: '1.0.0', d: '1.0.0' } },
      'node_modules/a/node_modules/c': {},
      'node_modules/d': {},
    }
    expect(missingPlatformPackages({ packages })).toEqual([])
  })
})
