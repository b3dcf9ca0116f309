import ts from 'typescript'
import { folders, foundations } from './import-table.ts'
import { type Check, type Problem, parse, type SourceFile } from './tree.ts'

const readmeLinesMax = 119
// A chapter is a heading, or a bold word at the start of a line.
const chapters: { word: string; pattern: RegExp }[] = [
  { word: 'Vocabulary', pattern: /^(?:#+ |\*\*).*(?:vocabulary|words)/im },
  { word: 'Owns', pattern: /^(?:#+ |\*\*)(?!.*\bnot\b).*\bowns?\b/im },
  { word: 'Does not own', pattern: /^(?:#+ |\*\*).*\bnot own/im },
  { word: 'Invariants', pattern: /^(?:#+ |\*\*).*(?:invariants?|always holds)/im },
]

/** Every folder of server/src is in the import table and explains itself; every domain has one front door. */
export const domains: Check = {
  name: 'domains',
  run(files) {
    const byPath = new Map(files.map((file) => [file.path, file]))
    const found = new Set(files.map((file) => /^server\/src\/([^/]+)\//.exec(file.path)?.[1]).filter(isName))
    const loose = files.filter((file) => /^server\/src\/[^/]+$/.test(file.path))
    return [
      ...loose.map(({ path }) => ({
        path,
        message: 'a file outside a domain is refused: use the folder of the domain that owns it',
      })),
      ...[...found].flatMap((name) => [
        ...placeOf(name),
        ...readmeOf(name, byPath.get(`server/src/${name}/README.md`)),
        ...(foundations.includes(name) ? [] : doorOf(name, byPath.get(`server/src/${name}/index.ts`))),
      ]),
    ]
  },
}

/** ARCHITECTURE.md tells of every row of the import table, and in its order. */
export const architecture: Check = {
  name: 'architecture',
  run(files) {
    const path = 'ARCHITECTURE.md'
    const text = files.find((file) => file.path === path)?.text ?? ''
    const told = [...text.matchAll(/^\| (`[a-z]+\/`(?:, `[a-z]+\/`)*) \|/gm)]
      .flatMap((match) => match[1]?.split(', ') ?? [])
      .map((word) => word.slice(1, -2))
    if (told.join() === folders.join()) return []
    const first = folders.find((folder, index) => told[index] !== folder) ?? told[folders.length]
    return [
      {
        path,
        message: `the table of folders is refused at \`${first}\`: use the rows of tools/structure/import-table.json, in their order`,
      },
    ]
  },
}

function isName(name: string | undefined): name is string {
  return name !== undefined
}

function placeOf(name: string): Problem[] {
  if (folders.includes(name)) return []
  const path = `server/src/${name}`
  return [
    {
      path,
      message: `a folder that the import table does not know is refused: add a row to tools/structure/import-table.json and to ARCHITECTURE.md, or use ${folders.join(', ')}`,
    },
  ]
}

function readmeOf(name: string, readme: SourceFile | undefined): Problem[] {
  const path = `server/src/${name}/README.md`
  if (!readme) {
    return [
      {
        path,
        message: `a folder without README.md is refused: use the headings ${chapters.map((chapter) => chapter.word).join(', ')}`,
      },
    ]
  }
  const lines = readme.text.trimEnd().split('\n').length
  // The foundations speak of no domain, so they have no vocabulary of their own.
  const needed = chapters.filter((chapter) => chapter.word !== 'Vocabulary' || !foundations.includes(name))
  const missing = needed
    .filter((chapter) => !chapter.pattern.test(readme.text))
    .map((chapter) => chapter.word)
  return [
    ...(lines > readmeLinesMax
      ? [
          {
            path,
            message: `a README of ${lines} lines is refused (at most ${readmeLinesMax}): use docs/ for guides and keep what the domain owns`,
          },
        ]
      : []),
    ...missing.map((word) => ({
      path,
      message: `a README without the heading "${word}" is refused: use "## ${word}" and its sentences`,
    })),
  ]
}

function doorOf(name: string, door: SourceFile | undefined): Problem[] {
  const path = `server/src/${name}/index.ts`
  if (!door)
    return [
      {
        path,
        message:
          'a domain without index.ts is refused: use `export { verb } from ./verb.ts` for what others may call',
      },
    ]
  const other = parse(door).statements.find((statement) => !isReExport(statement))
  if (!other) return []
  return [
    {
      path,
      message: 'code in a front door is refused: use a file for it and `export { name } from ./file.ts` here',
    },
  ]
}

function isReExport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined
}
