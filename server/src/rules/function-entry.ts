import type { FactType } from './fact-type.ts'

/** One signature of a function. `list` and `map` as a parameter take any list or map. */
export interface Overload {
  readonly params: readonly (FactType | 'list' | 'map')[]
  readonly result: FactType
  /** Takes one or more arguments, all of the one parameter's type, and `run` gets them as one array. */
  readonly variadic?: true
  /** Takes run-time values in the order of `params`; throws `RuleFault`. */
  readonly run: (...args: never[]) => unknown
}

export interface FunctionEntry {
  /** `x.f(y)`, `f(x, y)`, or either. */
  readonly style: 'method' | 'function' | 'either'
  readonly overloads: readonly Overload[]
}
