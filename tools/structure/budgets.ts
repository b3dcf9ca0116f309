import ts from 'typescript'
import { type Check, isCode, lineOf, type Problem, parse, type SourceFile, walk } from './tree.ts'

/** The maxima. They may only ever go down: a limit that can be raised is not a limit. */
export const limits = { fileLines: 400, functionLines: 70, componentLines: 100, parameters: 3 }

/** Sizes over the whole tree, for the report; nothing is refused because of them. */
export interface Sizes {
  fileLines: number[]
  functionLines: number[]
}

type Callable = ts.FunctionLikeDeclaration & { body: ts.Node }

/** Files, functions and parameter lists within the budgets, and no `any`. */
export const budgets: Check = {
  name: 'budgets',
  run: (files) => files.filter((file) => isCode(file.path)).flatMap(problemsOf),
}

/** Measures every file and function, in lines. */
export function measure(files: readonly SourceFile[]): Sizes {
  const sizes: Sizes = { fileLines: [], functionLines: [] }
  for (const file of files.filter((each) => isCode(each.path))) {
    const tree = parse(file)
    sizes.fileLines.push(lineCount(file.text))
    walk(tree, (node) => {
      if (isCallable(node) && !isSuite(node)) sizes.functionLines.push(linesOf(tree, node))
    })
  }
  return sizes
}

/** The value below which a share (0 to 1) of the numbers lies; 0 for none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function problemsOf(file: SourceFile): Problem[] {
  const tree = parse(file)
  const problems: Problem[] = []
  const lines = lineCount(file.text)
  if (lines > limits.fileLines) {
    problems.push({
      path: file.path,
      message: `a file of ${lines} lines is refused (at most ${limits.fileLines}): move a part that has a name of its own into its own file`,
    })
  }
  walk(tree, (node) => {
    const report = (message: string): void => {
      problems.push({ path: file.path, line: lineOf(tree, node), message })
    }
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      report('`any` is refused: use the real type, or `unknown` and narrow it')
    }
    if (isCallable(node)) {
      const limit = limitFor(file.path, node)
      const length = linesOf(tree, node)
      if (length > limit && !isSuite(node)) {
        report(
          `${nameOf(node)} has ${length} lines, refused (at most ${limit}): move its steps into functions that say what they do`,
        )
      }
    }
    if (ts.isFunctionLike(node) && positional(node) > limits.parameters && !isCase(node)) {
      report(
        `${nameOf(node)} has ${positional(node)} positional parameters, refused (at most ${limits.parameters}): use one object with named fields`,
      )
    }
  })
  return problems
}

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

function isCallable(node: ts.Node): node is Callable {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined
}

function linesOf(tree: ts.SourceFile, node: ts.Node): number {
  const last = tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1
  return last - lineOf(tree, node) + 1
}

// `this` is a type annotation, not something that a caller passes.
function positional(node: ts.SignatureDeclaration): number {
  return node.parameters.filter((parameter) => parameter.name.getText() !== 'this').length
}

function limitFor(path: string, node: Callable): number {
  const isComponent = path.endsWith('.tsx') && /^[A-Z]/.test(nameOf(node))
  return isComponent ? limits.componentLines : limits.functionLines
}

// The parameters of a case are the columns of its table of rows.
function isCase(node: ts.Node): boolean {
  const call = node.parent
  return ts.isCallExpression(call) && /^(?:describe|it|test)\.each\b/.test(call.expression.getText())
}

// The body of a `describe` is a list of cases, not a function that anybody reads in one go.
function isSuite(node: Callable): boolean {
  const call = node.parent
  return ts.isCallExpression(call) && /^(?:describe|suite)\b/.test(call.expression.getText())
}

function nameOf(node: ts.Node): string {
  if ('name' in node && node.name) return (node.name as ts.Node).getText()
  const parent = node.parent
  if (parent && ts.isVariableDeclaration(parent)) return parent.name.getText()
  if (parent && ts.isPropertyAssignment(parent)) return parent.name.getText()
  return 'a function'
}
