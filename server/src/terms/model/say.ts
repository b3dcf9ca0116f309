import { dayStart, parseDay, parseInstant } from '../../kernel/instants.ts'
import { scaledDigits } from '../../kernel/money.ts'
import type { Clause, Fact, Phrase, Value } from './clause.ts'
import { moneyDigits } from './values.ts'
import type { Words } from './words-form.ts'

/** A sentence in a language. The same clause always gives the same text. */
export function say({ say: sentence, facts }: Clause, words: Words): string {
  const parts = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, sayValue(value, words)]),
  )
  return filled(words.sentences[sentence], parts)
}

/** A text with its `{parts}` in place. */
export function filled(template: string, parts: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name] ?? whole)
}

function sayValue(value: Value, words: Words): string {
  switch (value.kind) {
    case 'amount':
      return amountSaid(value, words)
    case 'money':
      return moneySaid(value, words)
    case 'number':
      return numberSaid(value.value, words)
    case 'span':
      return new Intl.NumberFormat(words.locale, {
        style: 'unit',
        unit: value.unit,
        unitDisplay: 'long',
      }).format(value.value)
    case 'percent':
      return new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 2 }).format(
        value.value / 100,
      )
    case 'text':
      return isolated(value.text, words)
    case 'texts':
      return listed(
        value.texts.map((text) => filled(words.quoted, { text: isolated(text, words) })),
        value.join,
        words,
      )
    case 'list':
      return listed(
        value.values.map((each) => sayValue(each, words)),
        value.join,
        words,
      )
    case 'word':
      return words.words[value.word]
    case 'condition':
      return sayPhrase(value.condition, words)
    default:
      return timeSaid(value, words)
  }
}

function timeSaid(
  value: Value & { kind: 'weekdays' | 'hours' | 'instant' | 'day' | 'date' },
  words: Words,
): string {
  switch (value.kind) {
    case 'weekdays': {
      const format = new Intl.DateTimeFormat(words.locale, { weekday: 'long', timeZone: 'UTC' })
      // 1 January 2024 was a Monday.
      const names = [...value.days].sort().map((day) => format.format(Date.UTC(2024, 0, day)))
      return listed(names, 'and', words)
    }
    case 'hours': {
      const format = new Intl.NumberFormat(words.locale, { minimumIntegerDigits: 2, useGrouping: false })
      const hour = (of: number) => `${format.format(of)}:${format.format(0)}`
      const spans = value.spans.map(({ from, until }) =>
        filled(words.hours, { from: hour(from), until: hour(until) }),
      )
      return listed(spans, 'or', words)
    }
    case 'instant':
      return new Intl.DateTimeFormat(words.locale, {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone: value.timeZone,
      }).format(parseInstant(value.at) ?? 0)
    case 'day':
      return new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
        dayStart(parseDay(value.day) ?? 0, 'UTC'),
      )
    case 'date':
      // The same day of every year only in the calendar that it is kept in.
      return new Intl.DateTimeFormat(`${words.locale}-u-ca-gregory`, {
        month: 'long',
        day: 'numeric',
        timeZone: 'UTC',
      }).format(Date.UTC(2024, value.month - 1, value.dayOfMonth))
  }
}

function amountSaid(value: Value & { kind: 'amount' }, words: Words): string {
  const { amount, one, other, scale } = value
  const format = new Intl.NumberFormat(words.locale, {
    minimumFractionDigits: scale,
    maximumFractionDigits: scale,
  })
  // As text: a number would lose digits of what is exact.
  const shown = format.format(scaledDigits(amount, scale) as Intl.StringNumericLiteral)
  return `${shown} ${isolated(amount === 10 ** scale ? one : other, words)}`
}

function moneySaid({ minor, money }: Value & { kind: 'money' }, words: Words): string {
  const digits = moneyDigits(minor, money) as Intl.StringNumericLiteral
  return new Intl.NumberFormat(words.locale, { style: 'currency', currency: money }).format(digits)
}

function numberSaid(text: string, words: Words): string {
  const format = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 20 })
  return format.format(text as Intl.StringNumericLiteral)
}

/** What the business wrote keeps its own direction inside a sentence of another. */
function isolated(text: string, words: Words): string {
  const other = words.direction === 'ltr' ? /[\u0590-\u08ff]/ : /[A-Za-z\u00c0-\u024f]/
  return other.test(text) ? `\u2068${text}\u2069` : text
}

function listed(texts: readonly string[], join: 'and' | 'or', words: Words): string {
  const type = join === 'and' ? 'conjunction' : 'disjunction'
  return new Intl.ListFormat(words.locale, { type, style: 'long' }).format(texts)
}

function sayPhrase(phrase: Phrase, words: Words): string {
  switch (phrase.kind) {
    case 'all':
    case 'any':
      return listed(
        phrase.of.map((part) => grouped(part, words)),
        phrase.kind === 'all' ? 'and' : 'or',
        words,
      )
    case 'not':
      return filled(words.not, { of: grouped(phrase.of, words) })
    case 'compare':
      return filled(words.comparisons[phrase.operator], {
        fact: factSaid(phrase.fact, words),
        value: operandSaid(phrase.value, words),
      })
    case 'one-of':
      return filled(words.oneOf, {
        fact: factSaid(phrase.fact, words),
        values: listed(
          phrase.values.map((value) => operandSaid(value, words)),
          'or',
          words,
        ),
      })
    case 'has':
      return filled(words.has, {
        fact: factSaid(phrase.fact, words),
        value: operandSaid(phrase.value, words),
      })
    case 'yes':
      return filled(words.holds, { fact: factSaid(phrase.fact, words) })
    case 'some':
    case 'every':
      return filled(words[phrase.kind], { of: sayPhrase(phrase.of, words) })
    case 'quote':
      return filled(words.quote, { text: phrase.text })
  }
}

/** Inside another condition, one that is made of several stands in brackets: without them it could be read otherwise. */
function grouped(phrase: Phrase, words: Words): string {
  const said = sayPhrase(phrase, words)
  const isSeveral = phrase.kind === 'all' || phrase.kind === 'any' || phrase.kind === 'not'
  return isSeveral || phrase.kind === 'some' || phrase.kind === 'every' ? `(${said})` : said
}

function factSaid({ fact, name = '' }: Fact, words: Words): string {
  return filled(words.facts[fact], { name: filled(words.quoted, { text: isolated(name, words) }) })
}

function operandSaid(value: Value, words: Words): string {
  const said = sayValue(value, words)
  return value.kind === 'text' ? filled(words.quoted, { text: said }) : said
}
