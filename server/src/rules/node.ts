import type { FactType } from './fact-type.ts'
import type { Position } from './rule-error.ts'

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in'
export type Macro = 'exists' | 'all' | 'exists_one' | 'filter' | 'map'

/** What every node of either tree has: its place. */
interface Placed {
  readonly at: Position
}

/** The tree as parsed: `call` covers functions, methods and macros alike. */
export type Syntax = Placed &
  (
    | { readonly kind: 'int' | 'decimal'; readonly digits: string }
    | { readonly kind: 'constant'; readonly value: string | boolean | null }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'field'; readonly object: Syntax; readonly field: string; readonly fieldAt: Position }
    | { readonly kind: 'index'; readonly object: Syntax; readonly index: Syntax }
    | { readonly kind: 'list'; readonly items: readonly Syntax[] }
    | { readonly kind: 'map'; readonly entries: readonly { readonly key: Syntax; readonly value: Syntax }[] }
    | { readonly kind: 'not'; readonly operand: Syntax }
    | { readonly kind: 'negate'; readonly operand: Syntax }
    | { readonly kind: 'and' | 'or'; readonly parts: readonly Syntax[] }
    | {
        readonly kind: 'binary'
        readonly operator: BinaryOperator
        readonly left: Syntax
        readonly right: Syntax
      }
    | { readonly kind: 'conditional'; readonly test: Syntax; readonly yes: Syntax; readonly no: Syntax }
    | {
        readonly kind: 'call'
        readonly name: string
        readonly receiver: Syntax | undefined
        readonly args: readonly Syntax[]
      }
  )

interface Typed extends Placed {
  readonly type: FactType
}

/** A literal. A money literal holds minor units, a timestamp or duration milliseconds; `text` is the source. */
export interface LiteralNode extends Typed {
  readonly kind: 'literal'
  readonly value: string | number | boolean | null
  readonly text: string
}

/** A fact, or with `binding` the element variable of the comprehension that has the same binding. */
export interface VariableNode extends Typed {
  readonly kind: 'variable'
  readonly name: string
  readonly binding: number | undefined
}

/** A macro over a list, or over the keys of a map. `where` is the filter of the map macro with three arguments. */
export interface ComprehensionNode extends Typed {
  readonly kind: 'comprehension'
  readonly macro: Macro
  readonly list: Node
  readonly variable: string
  readonly binding: number
  readonly where: Node | undefined
  readonly body: Node
}

/** A call of a function of the table in `functions.ts`; a method has its receiver as the first argument. */
export interface CallNode extends Typed {
  readonly kind: 'call'
  readonly name: string
  readonly overload: number
  readonly args: readonly Node[]
}

export interface BinaryNode extends Typed {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Node
  readonly right: Node
}

/** A checked expression: every node knows its type, literals beside money are scaled, macros are resolved. */
export type Node =
  | LiteralNode
  | VariableNode
  | ComprehensionNode
  | CallNode
  | BinaryNode
  | (Typed & { readonly kind: 'field'; readonly object: Node; readonly field: string })
  | (Typed & { readonly kind: 'has'; readonly object: Node; readonly field: string })
  | (Typed & { readonly kind: 'index'; readonly object: Node; readonly index: Node })
  | (Typed & { readonly kind: 'list'; readonly items: readonly Node[] })
  | (Typed & {
      readonly kind: 'map'
      readonly entries: readonly { readonly key: Node; readonly value: Node }[]
    })
  | (Typed & { readonly kind: 'not'; readonly operand: Node })
  | (Typed & { readonly kind: 'negate'; readonly operand: Node })
  | (Typed & { readonly kind: 'and' | 'or'; readonly parts: readonly Node[] })
  | (Typed & { readonly kind: 'conditional'; readonly test: Node; readonly yes: Node; readonly no: Node })

/** The direct parts of a node, in source order. */
export function partsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'variable':
      return []
    case 'field':
    case 'has':
      return [node.object]
    case 'index':
      return [node.object, node.index]
    case 'list':
      return node.items
    case 'map':
      return node.entries.flatMap((entry) => [entry.key, entry.value])
    case 'not':
    case 'negate':
      return [node.operand]
    case 'and':
    case 'or':
      return node.parts
    case 'binary':
      return [node.left, node.right]
    case 'conditional':
      return [node.test, node.yes, node.no]
    case 'call':
      return node.args
    case 'comprehension':
      return node.where === undefined ? [node.list, node.body] : [node.list, node.where, node.body]
  }
}
