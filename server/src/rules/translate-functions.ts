import type { CallNode, Node } from './node.ts'
import { fractionOf } from './numbers.ts'
import { sqlTypeOf, type Translator, untranslatable, within } from './translator.ts'

/** A function that PostgreSQL answers exactly as the evaluator does; undefined where it takes other types. */
type Translation = (node: CallNode, translator: Translator) => string | undefined

export function translateCall(node: CallNode, translator: Translator): string {
  const translation = Object.hasOwn(translations, node.name) ? translations[node.name] : undefined
  const sql = translation?.(node, translator)
  if (sql !== undefined) return sql
  const types = node.args.map((arg) => arg.type.kind).join(', ')
  return untranslatable(node, `${node.name}(${types}) cannot stand in this condition.`)
}

/** For functions of one fixed shape: the kinds of the arguments, then the SQL. */
function shaped(kinds: readonly string[], make: (...args: string[]) => string): Translation {
  return (node, translator) =>
    kinds.length === node.args.length && kinds.every((kind, index) => node.args[index]?.type.kind === kind)
      ? make(...node.args.map((arg) => translator.sql(arg)))
      : undefined
}

function either(...translations: Translation[]): Translation {
  return (node, translator) => {
    for (const translation of translations) {
      const sql = translation(node, translator)
      if (sql !== undefined) return sql
    }
    return undefined
  }
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = upper.toLowerCase()

/** Of a list of arguments: PostgreSQL's own passes over nulls, which are errors. */
function extreme(name: 'min' | 'max'): Translation {
  return (node, translator) => {
    if (node.args.some((arg) => arg.type.kind === 'list' || arg.type.kind === 'decimal')) return undefined
    sqlTypeOf(node.type, node)
    const args = node.args.map((arg) => translator.sql(arg)).join(', ')
    const pick = `case when bool_or(each.value is null) then null else ${name}(each.value) end`
    return `(select ${pick} from unnest(array[${args}]) as each (value))`
  }
}

const numeric = ['int', 'money', 'duration']

function whole(make: (arg: string) => string): Translation {
  return either(...numeric.map((kind) => shaped([kind], make)))
}

function same(arg: string): string {
  return arg
}

function rounded(rounding: string): Translation {
  return (node, translator) => {
    const [amount] = node.args
    if (amount?.type.kind !== 'unrounded') return undefined
    const { numerator, denominator } = fraction(amount, translator)
    return within(`perennial_divided(${numerator}, ${denominator}, '${rounding}')`)
  }
}

/** An amount with a fraction, as two exact numbers. The second may be negative, or zero, which is an error. */
function fraction(node: Node, translator: Translator): { numerator: string; denominator: string } {
  if (node.type.kind === 'decimal' && node.kind === 'literal') {
    const exact = fractionOf(node.value as number)
    return { numerator: `${exact.numerator}::numeric`, denominator: `${exact.denominator}::numeric` }
  }
  if (node.type.kind === 'money' || node.type.kind === 'int')
    return { numerator: `(${translator.sql(node)})::numeric`, denominator: '1::numeric' }
  if (node.kind !== 'binary' || node.type.kind !== 'unrounded')
    return untranslatable(node, 'Write the number out, or use a whole number.')
  const [a, b] = [fraction(node.left, translator), fraction(node.right, translator)]
  const [over, under] = node.operator === '*' ? [b.numerator, b.denominator] : [b.denominator, b.numerator]
  return { numerator: `(${a.numerator} * ${over})`, denominator: `(${a.denominator} * ${under})` }
}

const dateParts: Readonly<Record<string, (local: string) => string>> = {
  getFullYear: (local) => `extract(year from ${local})::bigint`,
  getMonth: (local) => `(extract(month from ${local})::bigint - 1)`,
  getDate: (local) => `extract(day from ${local})::bigint`,
  getDayOfMonth: (local) => `(extract(day from ${local})::bigint - 1)`,
  getDayOfWeek: (local) => `extract(dow from ${local})::bigint`,
  getDayOfYear: (local) => `(extract(doy from ${local})::bigint - 1)`,
  getHours: (local) => `extract(hour from ${local})::bigint`,
  getMinutes: (local) => `extract(minute from ${local})::bigint`,
  getSeconds: (local) => `trunc(extract(second from ${local}))::bigint`,
  getMilliseconds: (local) => `(trunc(extract(milliseconds from ${local}))::bigint % 1000)`,
}

const durationParts: Readonly<Record<string, (ms: string) => string>> = {
  getHours: (ms) => `(${ms} / 3600000)`,
  getMinutes: (ms) => `(${ms} / 60000)`,
  getSeconds: (ms) => `(${ms} / 1000)`,
  getMilliseconds: (ms) => `(${ms} % 1000)`,
}

const fixedOffset = /^([+-]?)(\d\d):(\d\d)$/

/** The clock on the wall of a zone, as a timestamp without one. */
function localTime(ms: string, zone: Node | undefined, translator: Translator): string | undefined {
  const instant = (at: string) => `('epoch'::timestamptz + (${at}) * interval '1 millisecond')`
  if (zone === undefined) return `(${instant(ms)} at time zone 'UTC')`
  if (zone.kind !== 'literal') return undefined
  const name = String(zone.value)
  const fixed = fixedOffset.exec(name)
  // PostgreSQL reads the sign of an offset the other way round.
  if (fixed !== null) {
    const shift = (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000
    return `(${instant(`${ms} ${fixed[1] === '-' ? '-' : '+'} ${shift}`)} at time zone 'UTC')`
  }
  return `(${instant(ms)} at time zone ${translator.place.param(name, 'text')})`
}

function datePart(name: string): Translation {
  return (node, translator) => {
    const [at, zone] = node.args
    if (at === undefined) return undefined
    if (at.type.kind === 'duration') return durationParts[name]?.(translator.sql(at))
    const local = localTime(translator.sql(at), zone, translator)
    if (local === undefined)
      return untranslatable(node, 'The time zone must be written out here, such as "Europe/London".')
    return dateParts[name]?.(local)
  }
}

const truths = `('true', 'True', 'TRUE', 't', '1')`
const untruths = `('false', 'False', 'FALSE', 'f', '0')`

const translations: Readonly<Record<string, Translation>> = {
  size: either(
    shaped(['string'], (text) => `char_length(${text})::bigint`),
    shaped(['list'], (list) => `cardinality(${list})::bigint`),
  ),
  startsWith: shaped(['string', 'string'], (text, part) => `starts_with(${text}, ${part})`),
  endsWith: shaped(['string', 'string'], (text, part) => `(right(${text}, char_length(${part})) = ${part})`),
  contains: shaped(['string', 'string'], (text, part) => `(strpos(${text}, ${part}) > 0)`),
  lowerAscii: shaped(['string'], (text) => `translate(${text}, '${upper}', '${lower}')`),
  upperAscii: shaped(['string'], (text) => `translate(${text}, '${lower}', '${upper}')`),
  int: either(
    shaped(['int'], same),
    shaped(['string'], (text) =>
      within(`(case when ${text} ~ '^-?[0-9]{1,16}$' then (${text})::numeric end)`),
    ),
    shaped(['timestamp'], (ms) => `floor((${ms})::numeric / 1000)::bigint`),
  ),
  double: either(
    shaped(['decimal'], same),
    shaped(['int'], (value) => `(${value})::float8`),
  ),
  string: either(
    shaped(['string'], same),
    shaped(['int'], (value) => `(${value})::text`),
    shaped(['bool'], (value) => `(${value})::text`),
  ),
  bool: either(
    shaped(['bool'], same),
    shaped(
      ['string'],
      (text) => `(case when ${text} in ${truths} then true when ${text} in ${untruths} then false end)`,
    ),
  ),
  timestamp: shaped(['timestamp'], same),
  duration: shaped(['duration'], same),
  'math.abs': whole((value) => `abs(${value})`),
  'math.sign': shaped(['int'], (value) => `sign(${value})::bigint`),
  'math.least': extreme('min'),
  'math.greatest': extreme('max'),
  min: extreme('min'),
  max: extreme('max'),
  'math.floor': rounded('floor'),
  'math.ceil': rounded('ceiling'),
  'math.trunc': rounded('truncate'),
  'math.round': rounded('half-up'),
  ...Object.fromEntries(Object.keys(dateParts).map((name) => [name, datePart(name)])),
}
