import type { VerdictReason } from '@perennial/contract'
import type { Formatter } from '../../ui/format.ts'

export type Words = Record<string, string | number>

/** A text by its id, with values in it; the fallback where the catalogue has none. */
export type Say = (id: string, fallback: string, values?: Words) => string

/** Isolates keep names and code from turning the sentence around them. */
function name(text: string): string {
  return `\u2068${text}\u2069`
}

function code(text: string): string {
  return `\u2066${text}\u2069`
}

const ofCode = new Set(['calculation', 'condition', 'part', 'parts'])

/** A reason in the language of the reader; `sentence` is what the API says, for a reason that nobody has words for yet. */
export function reasonWords(
  { code: reason, params }: VerdictReason,
  sentence: string,
  { say, format }: { say: Say; format: Formatter },
): string {
  const values: Words = {}
  for (const [key, value] of Object.entries(params)) values[key] = wordOf(key, value, { params, say, format })
  const { count, of, per, unit } = params
  if (typeof count === 'number') Object.assign(values, { count, shown: format.number(count) })
  if (reason !== 'limit') return say(`verdict.${reason}`, sentence, values)
  const whom = say(`verdict.whom.${per === 'order' ? 'member' : of}`, String(of))
  const period = say(`verdict.period.${per}`, String(per))
  const id = unit === 'times' ? 'verdict.limit.times' : 'verdict.limit'
  return say(id, sentence, { ...values, whom, period })
}

type Param = VerdictReason['params'][string]

function wordOf(
  key: string,
  value: Param,
  around: { params: VerdictReason['params']; say: Say; format: Formatter },
): string {
  const { params, say, format } = around
  if (Array.isArray(value)) {
    if (key === 'lines' && Array.isArray(params.why)) return linesMissed(params, around)
    if (key === 'held' && value.length === 0) return say('verdict.tier.none', '')
    const separator = ofCode.has(key) ? '; ' : say('value.separator', ', ')
    return value.map((each) => wordOf(key, each, around)).join(separator)
  }
  if (typeof value === 'number') {
    if (key.endsWith('Minor')) return format.money(value, String(params.currency))
    return key.startsWith('weekday') ? weekdayName(value, format.locale) : format.number(value)
  }
  if (key === 'at') return format.dateTime(value)
  if (key === 'day') return format.day(value)
  if (key === 'hours')
    return code(
      value
        .split('-')
        .map((hour) => format.number(Number(hour)))
        .join('–'),
    )
  return ofCode.has(key) ? code(value) : name(value)
}

/** Each line with why it does not count, and how many others there are. */
function linesMissed(
  { lines, why, categories, count }: VerdictReason['params'],
  { say, format }: { say: Say; format: Formatter },
): string {
  const textAt = (list: Param | undefined, index: number) => String(Array.isArray(list) ? list[index] : '')
  const shown = Array.isArray(lines) ? lines : []
  const told = shown.map((line, index) => {
    const values = { line: name(String(line)), category: name(textAt(categories, index)) }
    return say(`verdict.line.${textAt(why, index)}`, name(String(line)), values)
  })
  const more = Number(count) - shown.length
  if (more > 0) told.push(say('verdict.line.more', '', { count: more, shown: format.number(more) }))
  return told.join('; ')
}

/** By ISO number, 1 for Monday. */
function weekdayName(weekday: number, locale: string): string {
  // The first of January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, weekday))
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(day)
}
