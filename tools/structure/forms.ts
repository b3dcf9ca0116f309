import ts from 'typescript'
import {
  type Check,
  isCode,
  isConfig,
  isTest,
  lineAt,
  lineOf,
  type Problem,
  parse,
  type SourceFile,
  walk,
} from './tree.ts'

/** The forms of the language that this code base does without. */
export const forms: Check = {
  name: 'forms',
  run: (files) =>
    files
      .filter((file) => isCode(file.path))
      .flatMap((file) => [...nodeProblems(file), ...textProblems(file)]),
}

function nodeProblems(file: SourceFile): Problem[] {
  const tree = parse(file)
  const problems: Problem[] = []
  walk(tree, (node) => {
    const message = refusal(node, file.path)
    if (message) problems.push({ path: file.path, line: lineOf(tree, node), message })
  })
  return problems
}

function refusal(node: ts.Node, path: string): string | undefined {
  if (ts.isEnumDeclaration(node)) {
    return '`enum` is refused: use a union of string literals, or a frozen object and its keys'
  }
  if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name) && node.name.text !== 'global') {
    return '`namespace` is refused: use a file'
  }
  if (ts.isDecorator(node))
    return 'a decorator is refused: call the function by its name where things are wired'
  if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)) {
    return 'a parameter property is refused: declare the field and assign it'
  }
  return (
    refusedExport(node, path) ??
    refusedClass(node) ??
    refusedArrow(node) ??
    (isTest(path) ? refusedRunner(node) : undefined)
  )
}

function refusedExport(node: ts.Node, path: string): string | undefined {
  if (ts.isExportDeclaration(node) && !(node.exportClause && ts.isNamedExports(node.exportClause))) {
    return '`export *` is refused: name what the front door offers, `export { a, b } from ...`'
  }
  const isDefault =
    (ts.isExportAssignment(node) && !node.isExportEquals) ||
    (ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword))
  if (isDefault && !isConfig(path)) return 'a default export is refused: use a named export'
  return undefined
}

function refusedClass(node: ts.Node): string | undefined {
  if (!ts.isClassLike(node)) return undefined
  const parents =
    node.heritageClauses?.flatMap((clause) => clause.types.map((type) => type.expression.getText())) ?? []
  if (parents.some((parent) => parent.endsWith('Error'))) return undefined
  const comment = node.getFullText().slice(0, node.getLeadingTriviaWidth())
  if (/\/\*\*[\s\S]*\bresource\b/i.test(comment)) return undefined
  return 'a class is refused: use functions over a plain value; a resource says so in its doc comment ("resource"), an error extends Error'
}

// An annotated constant implements a declared function type: that is worth keeping. Tests may abbreviate.
function refusedArrow(node: ts.Node): string | undefined {
  if (!ts.isVariableDeclaration(node) || node.type || !node.initializer) return undefined
  const isArrow = ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer)
  const isTopLevel = ts.isVariableStatement(node.parent.parent) && ts.isSourceFile(node.parent.parent.parent)
  if (!isArrow || !isTopLevel) return undefined
  return `\`const ${node.name.getText()} = () =>\` at the top of a file is refused: use a \`function\` declaration`
}

const runners = new Set(['describe', 'it', 'test', 'suite', 'bench'])

function refusedRunner(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && /^(?:xit|xtest|xdescribe|fit|fdescribe)$/.test(node.text)) {
    return ts.isCallExpression(node.parent)
      ? `\`${node.text}\` is refused: fix the test or delete it`
      : undefined
  }
  if (!ts.isPropertyAccessExpression(node) || !/^(?:only|skip|todo|fails|retry)$/.test(node.name.text))
    return undefined
  let root: ts.Expression = node.expression
  while (ts.isPropertyAccessExpression(root)) root = root.expression
  if (!ts.isIdentifier(root) || !runners.has(root.text)) return undefined
  return `\`.${node.name.text}\` is refused: fix the test or delete it; where an outside thing may be absent use \`.skipIf\` and say what was missing`
}

// Spelled in halves so that this file does not refuse itself.
const markers = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`, 'g')
const silencers = new RegExp(`@ts-(?:${['ig' + 'nore', 'no' + 'check'].join('|')})`, 'g')

function textProblems(file: SourceFile): Problem[] {
  return [
    ...[...file.text.matchAll(markers)].map((match) => ({
      path: file.path,
      line: lineAt(file.text, match.index),
      message: `\`${match[0]}\` is refused: do it now, or say in a sentence what the code does not cover`,
    })),
    ...[...file.text.matchAll(silencers)].map((match) => ({
      path: file.path,
      line: lineAt(file.text, match.index),
      message: `\`${match[0]}\` is refused: use \`@ts-expect-error\` with the reason, which fails when it is no longer needed`,
    })),
  ]
}
