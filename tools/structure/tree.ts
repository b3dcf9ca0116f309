import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** One text file of the repository; `path` is relative to the root, with forward slashes. */
export interface SourceFile {
  path: string
  text: string
}

/** One refusal. `message` always says what to do instead, so that nobody has to ask. */
export interface Problem {
  path: string
  line?: number
  message: string
}

/** A structure check is a pure function of the files, so its tests need no disk. */
export interface Check {
  name: string
  run(files: readonly SourceFile[]): Problem[]
}

// Folders at the root only: `web/src/data` is source, `data` is a database.
const outsideAtRoot = new Set(['data', 'coverage', 'web/dist', '.perennial', '.git'])
const textEndings =
  /\.(?:ts|tsx|mts|cts|js|mjs|cjs|json|sql|md|ya?ml|css|html|txt|sh|toml|svg)$|(?:^|\/)(?:LICENSE|run|\.gitignore|\.npmrc|\.editorconfig)$/

/** Files that a generator writes: their form is the generator's business. */
const generated = new Set(['sdk/src/openapi.ts', 'contract/openapi.json', 'web/src/routeTree.gen.ts'])

/** Reads every text file of the repository at `root`, sorted by path; dependencies and data are left out. */
export function readTree(root: string): SourceFile[] {
  const files: SourceFile[] = []
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.name === 'node_modules' || outsideAtRoot.has(path)) continue
      if (entry.isDirectory()) visit(path)
      else if (entry.isFile() && textEndings.test(path)) {
        files.push({ path, text: readFileSync(join(root, path), 'utf8') })
      }
    }
  }
  visit('')
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** True for code that people write: generated files are held to nothing but their generator. */
export function isCode(path: string): boolean {
  return /\.(?:ts|tsx|mts|js|mjs|cjs)$/.test(path) && !path.endsWith('.d.ts') && !generated.has(path)
}

/** True for a test file; tests are code, with a few liberties. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('server/test/') || path.startsWith('web/test/')
}

/** True where a tool demands a default export or a name of its own. */
export function isConfig(path: string): boolean {
  return /(?:^|\/)(?:[\w.-]+\.config\.(?:ts|mjs|js)|\.[\w-]+\.(?:cjs|mjs))$/.test(path)
}

const parsed = new WeakMap<SourceFile, ts.SourceFile>()

/** Parses a file once, however many checks ask for it. */
export function parse(file: SourceFile): ts.SourceFile {
  const known = parsed.get(file)
  if (known) return known
  const kind = file.path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2024, true, kind)
  parsed.set(file, tree)
  return tree
}

/** Visits every node below `node`, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

/** The line, counted from 1, on which a node's own text starts. */
export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

/** The line, counted from 1, of a character offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
