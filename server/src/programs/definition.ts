import type { CurrencySpec, DefinitionKind, SettingsSpec, StoreSpec } from '@perennial/contract'
import type { z } from 'zod'
import type { Verdict } from '../kernel/verdict.ts'

/** The definitions of one release or draft, parsed: spec by key by kind. Keys come sorted. */
export type Specs = ReadonlyMap<DefinitionKind, ReadonlyMap<string, unknown>>

/** A currency with the small number that journal rows name it by, for ever. */
export interface CurrencyInForce {
  key: string
  code: number
  spec: CurrencySpec
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

/**
 * One kind of definition: its schema on the wire and what a spec becomes for deciding. `compile` is pure; its refusal
 * says which `field` of the spec is wrong. A refusal `rule_invalid` already stops the saving of a draft, any other one
 * stops publishing, because a draft may name what is not drafted yet.
 */
export interface DefinitionKindEntry<Spec, Compiled> {
  kind: DefinitionKind
  schema: z.ZodType<Spec>
  compile(key: string, spec: Spec, context: CompileContext): Verdict<Compiled>
}

/** An entry whose spec only its own domain knows. */
export type AnyKind = DefinitionKindEntry<unknown, unknown>
