import { type Check, isCode, isConfig, lineAt, type Problem, type SourceFile } from './tree.ts'

const banned = new Set(['types', 'utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc', 'lib'])

/** Names that say what a thing is: no drawers, kebab-case files. */
export const names: Check = {
  name: 'names',
  run: (files) => files.flatMap((file) => [...drawer(file.path), ...casing(file.path)]),
}

function drawer(path: string): Problem[] {
  if (!path.startsWith('server/src/')) return []
  const words = path.split('/').map((part) => part.replace(/(?:\.test)?\.\w+$/, ''))
  const found = words.find((word) => banned.has(word))
  if (!found) return []
  return [
    {
      path,
      message: `the name \`${found}\` is refused: use the name of what is inside, next to the code that needs it`,
    },
  ]
}

function casing(path: string): Problem[] {
  if (!isCode(path) || isConfig(path)) return []
  const file = path.slice(path.lastIndexOf('/') + 1)
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*$/.test(file)) return []
  return [{ path, message: `the file name \`${file}\` is refused: use kebab-case, \`${kebab(file)}\`` }]
}

function kebab(file: string): string {
  return file
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
}

// Spelled in halves so that this file does not refuse itself.
const privateWords: { pattern: RegExp; instead: string }[] = [
  {
    pattern: new RegExp(
      `(?<![\\w.-])/(?:${['wo' + 'rk', 'ro' + 'ot', 'Us' + 'ers', 'ho' + 'me'].join('|')})/[a-z]`,
      'g',
    ),
    instead: 'use a path relative to the repository, `import.meta.dirname` or `os.tmpdir()`',
  },
  { pattern: /\b[A-Z]:\\\\?(?:Users|Windows)/g, instead: 'use a path relative to the repository' },
  {
    pattern: new RegExp(
      `https?://(?:[\\w-]+\\.)*(?:${['registry\\.np' + 'mjs', 'registry\\.ya' + 'rnpkg', 'np' + 'mmirror', 'artif' + 'actory', 'ver' + 'daccio', 'nex' + 'us'].join('|')})`,
      'g',
    ),
    instead: 'leave the registry to the configuration of npm',
  },
  {
    pattern: new RegExp(`"resolved":\\s*"${'ht' + 'tp'}s?:`, 'g'),
    instead: 'write the lock file with `npm install --omit-lockfile-registry-resolved`',
  },
]

/** Nothing in the repository says on whose machine, or behind which registry, it was written. */
export const places: Check = {
  name: 'places',
  run: (files) => files.flatMap(placesOf),
}

function placesOf(file: SourceFile): Problem[] {
  return privateWords.flatMap(({ pattern, instead }) =>
    [...file.text.matchAll(pattern)].map((match) => ({
      path: file.path,
      line: lineAt(file.text, match.index),
      message: `\`${match[0]}\` is refused: ${instead}`,
    })),
  )
}
