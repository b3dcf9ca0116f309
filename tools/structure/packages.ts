import { type LockFile, missingPlatformPackages } from '../complete-lockfile.ts'
import type { Check, Problem, SourceFile } from './tree.ts'

const sections = ['dependencies', 'devDependencies', 'optionalDependencies'] as const
type Manifest = Partial<Record<(typeof sections)[number], Record<string, string>>>

/** Exact versions in every package.json. */
export const pins: Check = {
  name: 'pins',
  run: (files) => files.filter((file) => /(?:^|\/)package\.json$/.test(file.path)).flatMap(pinProblems),
}

function pinProblems(file: SourceFile): Problem[] {
  const manifest = JSON.parse(file.text) as Manifest
  return sections.flatMap((section) =>
    Object.entries(manifest[section] ?? {})
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => ({
        path: file.path,
        message: `\`${name}: ${version}\` is refused: use one exact version, as in \`1.2.3\``,
      })),
  )
}

const reasonsPath = 'docs/decisions/0009-dependencies.md'

/** Every direct dependency has its reason in the decision record, and the record names no other. */
export const reasons: Check = {
  name: 'reasons',
  run(files) {
    const record = files.find((file) => file.path === reasonsPath)?.text ?? ''
    const explained = new Set([...record.matchAll(/^\| `([^`]+)` \| \S/gm)].map((match) => match[1] ?? ''))
    const used = new Map(
      files.filter((file) => /(?:^|\/)package\.json$/.test(file.path)).flatMap(dependenciesOf),
    )
    return [
      ...[...used]
        .filter(([name]) => !explained.has(name))
        .map(([name, path]) => ({
          path,
          message: `the dependency \`${name}\` without a reason is refused: use what is there, or add its row to ${reasonsPath}`,
        })),
      ...[...explained]
        .filter((name) => !used.has(name))
        .map((name) => ({
          path: reasonsPath,
          message: `the reason for \`${name}\` is refused, no package.json names it: remove the row`,
        })),
    ]
  },
}

// Workspaces of this repository need no reason to be here.
function dependenciesOf(file: SourceFile): [string, string][] {
  const manifest = JSON.parse(file.text) as Manifest
  const names = sections.flatMap((section) => Object.keys(manifest[section] ?? {}))
  return names.filter((name) => !name.startsWith('@perennial/')).map((name) => [name, file.path])
}

/** The lock file installs on every platform, and every package in it is proven by its hash. */
export const lock: Check = {
  name: 'lock',
  run(files) {
    const file = files.find((each) => each.path === 'package-lock.json')
    if (!file)
      return [
        { path: 'package-lock.json', message: 'a tree without a lock file is refused: use `npm install`' },
      ]
    const content = JSON.parse(file.text) as LockFile
    return [...completeness(content), ...integrity(content), ...links(content)].map((message) => ({
      path: file.path,
      message,
    }))
  },
}

function completeness(content: LockFile): string[] {
  return missingPlatformPackages(content).map(
    ({ name }) =>
      `a lock file without ${name} is refused: use \`node tools/complete-lockfile.ts\` after every change of dependencies`,
  )
}

// An optional package of another platform may stand without a hash: the registry that wrote the lock did not serve it.
function integrity(content: LockFile): string[] {
  return Object.entries(content.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.integrity && !entry.link)
    .filter(([, entry]) => !(entry.optional && (entry.os || entry.cpu)))
    .map(
      ([path]) =>
        `${path} without integrity is refused: use \`npm install\` against a registry that serves it`,
    )
}

function links(content: LockFile): string[] {
  return Object.entries(content.packages)
    .filter(([, entry]) => entry.link && (!entry.resolved || /^(?:\w+:|\/|\.\.)/.test(entry.resolved)))
    .map(([path]) => `the link ${path} is refused: use a workspace of this repository`)
}
