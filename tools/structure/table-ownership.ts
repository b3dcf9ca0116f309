import ts from 'typescript'
import { foundations, mayImport } from './import-table.ts'
import owners from './table-owners.json' with { type: 'json' }
import { type Check, isTest, lineAt, lineOf, type Problem, parse, type SourceFile, walk } from './tree.ts'

/** Owner folder by table, and by view. */
export interface Owners {
  tables: Record<string, string>
  views: Record<string, string>
}

/** The check over the committed map of owners. */
export const tableOwnership: Check = {
  name: 'table-ownership',
  run: (files) => [...ownershipProblems(files, owners), ...mapProblems(files, owners)],
}

/** Refuses SQL of a domain that names the tables of another, and SQL outside the files kept for it. */
export function ownershipProblems(files: readonly SourceFile[], map: Owners): Problem[] {
  return files
    .filter((file) => domainOf(file.path) !== undefined && !isTest(file.path))
    .flatMap((file) => fileProblems(file, map))
}

/** Refuses a table or view of the migrations that the map does not know, and an entry of the map that no migration creates. */
export function mapProblems(files: readonly SourceFile[], map: Owners): Problem[] {
  const created = files
    .filter((file) => /^server\/migrations\/.*up\.sql$/.test(file.path))
    .flatMap((file) =>
      [
        ...file.text.matchAll(
          /^\s*create\s+(?:or\s+replace\s+)?(table|view)\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?(?!\s+partition\s+of)/gim,
        ),
      ].map((match) => ({
        path: file.path,
        line: lineAt(file.text, match.index),
        kind: match[1]?.toLowerCase(),
        name: match[2] ?? '',
      })),
    )
  if (created.length === 0) return []
  const known = (kind: string | undefined): Record<string, string> =>
    kind === 'view' ? map.views : map.tables
  const path = 'tools/structure/table-owners.json'
  return [
    ...created
      .filter(({ kind, name }) => !Object.hasOwn(known(kind), name))
      .map(({ kind, name, ...place }) => ({
        ...place,
        message: `the ${kind} \`${name}\` without an owner is refused: add it to ${path} with the folder that owns it`,
      })),
    ...[...Object.keys(map.tables), ...Object.keys(map.views)]
      .filter((name) => !created.some((each) => each.name === name))
      .map((name) => ({
        path,
        message: `the entry \`${name}\` is refused, no migration creates it: remove it, or use the name of the migration`,
      })),
  ]
}

function domainOf(path: string): string | undefined {
  const folder = /^server\/src\/([^/]+)\/.*\.ts$/.exec(path)?.[1]
  return folder && !foundations.includes(folder) ? folder : undefined
}

function fileProblems(file: SourceFile, map: Owners): Problem[] {
  const tree = parse(file)
  const domain = domainOf(file.path) ?? ''
  const problems: Problem[] = []
  walk(tree, (node) => {
    const sql = sqlOf(node)
    if (sql === undefined) return
    const line = lineOf(tree, node)
    if (!mayHoldSql(file.path)) {
      problems.push({
        path: file.path,
        line,
        message: 'SQL is refused here: use a function of `store.ts` (or `store-<part>.ts`)',
      })
    }
    for (const name of relationsOf(sql)) {
      const message = foreignRelation({ name, domain, map })
      if (message) problems.push({ path: file.path, line, message })
    }
  })
  return problems
}

// `facts.ts` registers facts with the SQL that segments use; it is held to the same tables.
function mayHoldSql(path: string): boolean {
  return /\/(?:store(?:-[a-z0-9-]+)?|facts)\.ts$/.test(path)
}

function foreignRelation(use: { name: string; domain: string; map: Owners }): string | undefined {
  const { name, domain, map } = use
  const tableOwner = Object.hasOwn(map.tables, name) ? map.tables[name] : undefined
  if (tableOwner && tableOwner !== domain && tableOwner !== 'platform') {
    return `the table \`${name}\` is refused, it belongs to ${tableOwner}: use what server/src/${tableOwner}/index.ts offers, or a view that it publishes`
  }
  const viewOwner = Object.hasOwn(map.views, name) ? map.views[name] : undefined
  if (viewOwner && viewOwner !== domain && !mayImport(domain)?.includes(viewOwner)) {
    return `the view \`${name}\` is refused, ${domain} may not import ${viewOwner}: use a view of a row above it in the import table`
  }
  return undefined
}

function sqlOf(node: ts.Node): string | undefined {
  const text = textOf(node)
  return text !== undefined && isSql(text) ? text : undefined
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map((span) => ` $ ${span.literal.text}`).join('')
}

const statement =
  /^\s*(?:--[^\n]*\n\s*)*(?:with\s+(?:recursive\s+)?\w+[\s\S]*?\bas\b[\s\S]*\(|select\s[\s\S]+?\sfrom\s|insert\s+into\s|update\s+(?:only\s+)?\w+[\s\S]*?\sset\s|delete\s+from\s|truncate\s|copy\s+\w+)/i

function isSql(text: string): boolean {
  return statement.test(text)
}

/** The relations that a statement reads or writes; names of common table expressions are among them. */
export function relationsOf(sql: string): string[] {
  const plain = sql.replace(/--[^\n]*/g, ' ').replace(/'(?:[^']|'')*'/g, "''")
  const item = '(?:only\\s+)?(?:public\\.)?"?([a-z_][a-z0-9_]*)"?'
  const found = [
    ...plain.matchAll(
      new RegExp(`\\b(?:from|join|into|update|using|truncate|table)\\s+(?:lateral\\s+)?${item}`, 'gi'),
    ),
  ]
  const listed = [
    ...plain.matchAll(
      /\bfrom\s+([^()]*?)(?:\b(?:where|join|left|right|inner|cross|group|order|limit|for|on|union|returning|set)\b|[();]|$)/gi,
    ),
  ]
    .flatMap((match) => (match[1] ?? '').split(',').slice(1))
    .map((part) => new RegExp(`^\\s*${item}`, 'i').exec(part)?.[1])
  return [...new Set([...found.map((match) => match[1]), ...listed])]
    .filter((name): name is string => name !== undefined)
    .map((name) => name.toLowerCase())
}
