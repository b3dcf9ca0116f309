import type { CurrencySpec, DefinitionKind, SettingsSpec, StoreSpec } from '@perennial/contract'
import type { z } from 'zod'
import type { Verdict } from '../kernel/verdict.ts'
import type { CompiledRule, FactType, ResultKind } from '../rules/index.ts'

/** The definitions of one release or draft, parsed: spec by key by kind. Keys come sorted. */
export type Specs = ReadonlyMap<DefinitionKind, ReadonlyMap<string, unknown>>

/** A currency with the small number that journal rows name it by, for ever. */
export interface CurrencyInForce {
  key: string
  code: number
  spec: CurrencySpec
}

/** A programme as it decides: immutable, numbered, compiled. */
export interface Release {
  programId: number
  /** Counts from 1; 0 for a draft that was compiled without being published. */
  number: number
  settings: SettingsSpec
  timeZone: string
  moneyExponent: number
  currencies: ReadonlyMap<string, CurrencyInForce>
  currencyByCode: ReadonlyMap<number, CurrencyInForce>
  stores: ReadonlyMap<string, StoreSpec>
  specs: Specs
  /** What the compiler of the kind made, in the order of keys. The caller names the type that its own kind compiles to. */
  of<Compiled>(kind: DefinitionKind): readonly Compiled[]
}

/** What the compiler of a definition may look at: the programme around it, never the database. */
export interface CompileContext {
  settings: SettingsSpec
  timeZone: string
  /** Digits of the minor unit of the programme's money. */
  moneyExponent: number
  currencies: ReadonlyMap<string, CurrencyInForce>
  stores: ReadonlyMap<string, StoreSpec>
  /** Every definition beside this one. */
  specs: Specs
}

/** The facts of an expression by variable name. */
export type FactSchema = Readonly<Record<string, FactType>>

/** A text that a fact can be, with its name for people. */
export interface Choice {
  value: string
  label: string
}

/** What is known of a fact beyond its type, by path such as `order.net`. */
export type FactHints = Readonly<Record<string, FactHint>>

interface FactHint {
  /** Its name for people. */
  label?: string
  /**
   * All that a text can be, that a list of texts can hold, or that the keys of a map can be, in this programme: other
   * texts refuse what is to be published. Left out where any text may come, or where nobody can know.
   */
  choices?: readonly Choice[]
}

/** An expression of a definition: what it may read and what it must give. */
export interface ExpressionPlace {
  result: Extract<ResultKind, 'bool' | 'int' | 'decimal' | 'string' | 'money'>
  /** `on` is the activity type that the definition listens to; undefined where its kind has none or nobody says. */
  facts(context: CompileContext, on: string | undefined): FactSchema
  hints?(context: CompileContext, on?: string | undefined): FactHints
  /** Longest list that it may go over. Default 1000. */
  listLengthMax?: number
  /** A further condition on what compiles. A refusal has `extra.position` where a place is to blame. */
  accept?(rule: CompiledRule<unknown>, context: CompileContext): Verdict<undefined>
}

/**
 * A change of a field that is provably as good or better for members: the number grows (`more`) or falls (`less`), the
 * instant moves, the truth is on or off, the field is new or gone; `any` change, where it is nothing to members.
 */
export type Direction = 'any' | 'more' | 'less' | 'later' | 'earlier' | 'on' | 'off' | 'new' | 'gone'

/** Which changes of a kind are provably as good or better for members. What is not named is worse, in doubt. */
export interface Favour {
  /** Whether a fresh one takes nothing from anybody. */
  added?: boolean
  removed?: boolean
  /** By path without the numbers of lists (`tiers[].threshold`), or `contact.*` for all below. */
  fields?: Readonly<Record<string, readonly Direction[]>>
  /** Whether nothing is provable of this one but what is nothing to members. */
  doubt?(spec: unknown): boolean
}

/**
 * One kind of definition: its schema on the wire and what a spec becomes for deciding. `compile` is pure; its refusal
 * says which `field` of the spec is wrong. A refusal `rule_invalid` already stops the saving of a draft, any other one
 * stops publishing, because a draft may name what is not drafted yet.
 */
export interface DefinitionKindEntry<Spec, Compiled> {
  kind: DefinitionKind
  schema: z.ZodType<Spec>
  /** Whether it holds for all members at once, so that no beta may change it. Default false. */
  wholeProgram?: boolean
  /** For the notice of changes. Default: every change may be worse. */
  favour?: Favour
  compile(key: string, spec: Spec, context: CompileContext): Verdict<Compiled>
  /**
   * What it names of other definitions that the programme does not have, such as a segment, and what it says that can
   * only be a mistake. It refuses what is to be published; what a release said when it was published goes on deciding as
   * it did, whatever this version asks.
   */
  strangers?(compiled: Compiled, context: CompileContext): readonly Stranger[]
  /**
   * What a release as a whole has to keep, where it has definitions of this kind; asked before it is published. Refuses
   * with what does not hold.
   */
  keeps?(release: Release): Promise<Verdict<undefined>>
  /** The expressions of a spec by the path of their field, such as `when` or `award.expression`. */
  expressions?: Readonly<Record<string, ExpressionPlace>>
}

/** A name of something that the programme does not have, or what can only be a mistake. */
export interface Stranger {
  /** Path inside the spec, such as `audience.segments.include[0]`. */
  field: string
  detail: string
  /** In an expression: its `position`, and the `message` alone. */
  extra?: Readonly<Record<string, unknown>>
}

/** An entry whose spec only its own domain knows. */
export type AnyKind = DefinitionKindEntry<unknown, unknown>
