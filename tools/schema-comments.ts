/**
 * Brings the comments of the contract into JSON Schemas, so that an editor shows them while somebody writes a
 * definition. An object of a schema is recognised by the names of its fields.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ts from 'typescript'

/** Comments by field, of one object in the source; null where objects of the same fields say different things. */
type Comments = Map<string, string | null>

const sources = join(import.meta.dirname, '..', 'contract', 'src')
let known: Promise<Map<string, Comments>> | undefined

/** The schema with a description on every field that the contract comments. */
export async function withComments(
  schema: Record<string, unknown>,
  kind: string,
): Promise<Record<string, unknown>> {
  known ??= readComments()
  const described = describe(schema, await known) as Record<string, unknown>
  return { ...described, description: `A definition of the kind ${kind}: docs/reference/definitions.md.` }
}

async function readComments(): Promise<Map<string, Comments>> {
  const objects = new Map<string, Comments>()
  for (const name of (await readdir(sources)).filter((each) => each.endsWith('.ts')).sort()) {
    const text = await readFile(join(sources, name), 'utf8')
    collect(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true), objects)
  }
  return objects
}

function collect(node: ts.Node, objects: Map<string, Comments>): void {
  if (ts.isObjectLiteralExpression(node)) {
    const names = node.properties.map((each) => each.name?.getText().replaceAll("'", '') ?? '...')
    const comments = objects.get(shapeOf(names)) ?? new Map<string, string | null>()
    for (const [index, property] of node.properties.entries()) {
      const comment = commentOf(property)
      const name = names[index] ?? ''
      if (comment === undefined) continue
      const before = comments.get(name)
      comments.set(name, before === undefined || before === comment ? comment : null)
    }
    objects.set(shapeOf(names), comments)
  }
  ts.forEachChild(node, (child) => collect(child, objects))
}

function commentOf(node: ts.Node): string | undefined {
  const [doc] = ts.getJSDocCommentsAndTags(node)
  if (doc === undefined || !ts.isJSDoc(doc)) return undefined
  return ts.getTextOfJSDocComment(doc.comment)?.replaceAll(/\s+/g, ' ')
}

function shapeOf(names: readonly string[]): string {
  return [...names].sort().join(' ')
}

function describe(value: unknown, objects: Map<string, Comments>): unknown {
  if (Array.isArray(value)) return value.map((each) => describe(each, objects))
  if (value === null || typeof value !== 'object') return value
  const inner = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, describe(part, objects)]),
  )
  const { properties } = inner as { properties?: Record<string, object> }
  if (properties === undefined) return inner
  const comments = objects.get(shapeOf(Object.keys(properties)))
  const described = Object.entries(properties).map(([name, property]) => {
    const comment = comments?.get(name)
    return [name, comment == null ? property : { description: comment, ...property }]
  })
  return { ...inner, properties: Object.fromEntries(described) }
}
