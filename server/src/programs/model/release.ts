import type { CurrencySpec, DefinitionKind, SettingsSpec, StoreSpec } from '@perennial/contract'
import type { z } from 'zod'
import { isTimeZone } from '../../kernel/instants.ts'
import { moneyExponent } from '../../kernel/money.ts'
import { ok, type Refusal, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { AnyKind, CompileContext, CurrencyInForce, Release, Specs } from '../definition.ts'
import { settingsKey } from '../own-kinds.ts'

/** A definition before it is parsed. */
export interface RawDefinition {
  kind: string
  key: string
  spec: unknown
}

/** One thing that is wrong with one definition. */
export interface DefinitionError {
  kind: string
  key: string
  code: Refusal['code']
  /** Path inside the spec, such as `tiers[1].threshold`. */
  field?: string
  detail: string
  /** What the compiler knows beyond that, such as the position in an expression. */
  extra?: Readonly<Record<string, unknown>>
}

/** Specs by kind and key with defaults filled in, or everything that does not fit its schema. */
export function parseDefinitions(
  kinds: readonly AnyKind[],
  definitions: readonly RawDefinition[],
): { specs: Specs; errors: DefinitionError[] } {
  const specs = new Map<DefinitionKind, Map<string, unknown>>()
  for (const entry of kinds) specs.set(entry.kind, new Map())
  const errors: DefinitionError[] = []
  for (const { kind, key, spec } of [...definitions].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const entry = kinds.find((each) => each.kind === kind)
    if (entry === undefined) {
      errors.push({ kind, key, code: 'definition_invalid', detail: `There is no kind "${kind}".` })
      continue
    }
    const parsed = entry.schema.safeParse(spec)
    if (parsed.success) specs.get(entry.kind)?.set(key, parsed.data)
    else errors.push(...parsed.error.issues.map((issue) => ({ kind, key, ...issueText(issue) })))
  }
  return { specs, errors }
}

function issueText(issue: z.core.$ZodIssue): Pick<DefinitionError, 'code' | 'field' | 'detail'> {
  return { code: 'definition_invalid', field: pathText(issue.path), detail: issue.message }
}

/** `tiers[1].threshold` for a path of names and indexes. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

/** Codes of all currency keys: known ones keep theirs, new ones get the next numbers in the order of keys. */
function assignCodes(
  known: ReadonlyMap<string, number>,
  keys: Iterable<string>,
): ReadonlyMap<string, number> {
  const codes = new Map(known)
  let last = Math.max(0, ...known.values())
  for (const key of keys) {
    if (codes.has(key)) continue
    last += 1
    codes.set(key, last)
  }
  return codes
}

/** What compilers may look at; a refusal when the programme has no settings. */
export function compileContext(specs: Specs, codes: ReadonlyMap<string, number>): Verdict<CompileContext> {
  const settings = specs.get('settings')?.get(settingsKey) as SettingsSpec | undefined
  if (settings === undefined) {
    const detail = `A programme needs its settings: the definition "settings/${settingsKey}".`
    return { ok: false, refusal: { code: 'definition_invalid', detail } }
  }
  const assigned = assignCodes(codes, specs.get('currency')?.keys() ?? [])
  const currencies = new Map<string, CurrencyInForce>()
  for (const [key, spec] of specs.get('currency') ?? [])
    currencies.set(key, { key, code: assigned.get(key) ?? 0, spec: spec as CurrencySpec })
  return ok({
    settings,
    // A zone that is none is refused by the settings themselves; the other definitions are told their own errors.
    timeZone: isTimeZone(settings.timeZone) ? settings.timeZone : 'Etc/UTC',
    moneyExponent: moneyExponent(settings.currency),
    currencies,
    stores: (specs.get('store') ?? new Map()) as ReadonlyMap<string, StoreSpec>,
    specs,
  })
}

/** Compiles all definitions together. Every definition that does not fit is among the errors, not only the first. */
export function buildRelease(input: {
  programId: number
  number: number
  kinds: readonly AnyKind[]
  definitions: readonly RawDefinition[]
  /** Currency codes that exist already. */
  codes: ReadonlyMap<string, number>
  /** They were published before: what they name is not asked again. Default false. */
  wasPublished?: boolean
}): { ok: true; release: Release } | { ok: false; errors: DefinitionError[] } {
  const { specs, errors } = parseDefinitions(input.kinds, input.definitions)
  const context = compileContext(specs, input.codes)
  if (!context.ok) {
    const { code, detail } = context.refusal
    const known = errors.some((error) => error.kind === 'settings' && error.key === settingsKey)
    return {
      ok: false,
      errors: known ? errors : [...errors, { kind: 'settings', key: settingsKey, code, detail }],
    }
  }
  const compiled = new Map<DefinitionKind, unknown[]>()
  for (const entry of input.kinds) {
    const made: unknown[] = []
    for (const [key, spec] of specs.get(entry.kind) ?? []) {
      const verdict = entry.compile(key, spec, context.value)
      if (!verdict.ok) {
        errors.push({ kind: entry.kind, key, ...verdict.refusal })
        continue
      }
      made.push(verdict.value)
      const strangers =
        input.wasPublished === true ? [] : (entry.strangers?.(verdict.value, context.value) ?? [])
      for (const stranger of strangers)
        errors.push({ kind: entry.kind, key, code: 'definition_invalid', ...stranger })
    }
    compiled.set(entry.kind, made)
  }
  if (errors.length > 0) return { ok: false, errors }
  const { currencies, settings, timeZone, stores } = context.value
  return {
    ok: true,
    release: {
      programId: input.programId,
      number: input.number,
      settings,
      timeZone,
      moneyExponent: context.value.moneyExponent,
      currencies,
      currencyByCode: new Map([...currencies.values()].map((currency) => [currency.code, currency])),
      stores,
      specs,
      of: <Compiled>(kind: DefinitionKind) => (compiled.get(kind) ?? []) as readonly Compiled[],
    },
  }
}

/** What a release was compiled from, with defaults filled in: a later version with other defaults decides by it as today. */
export function definitionsOf({ specs }: Release): RawDefinition[] {
  return [...specs].flatMap(([kind, own]) => [...own].map(([key, spec]) => ({ kind, key, spec })))
}

/** Errors by their place, such as `earning-rule/base.lines`. */
export function errorList(errors: readonly DefinitionError[]): { field: string; message: string }[] {
  return errors.map(({ kind, key, field, detail }) => ({
    field: field === undefined || field === '' ? `${kind}/${key}` : `${kind}/${key}.${field}`,
    message: detail,
  }))
}

/** One refusal that lists every error. */
export function releaseInvalid(errors: readonly DefinitionError[]): Verdict<never> {
  const listed = errorList(errors)
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  return refuse('release_invalid', `${listed[0]?.field}: ${listed[0]?.message}${rest}`, {
    extra: { errors: listed },
  })
}
