import { instantText } from '../kernel/instants.ts'
import { divideRounded, type Rounding } from '../kernel/rounding.ts'
import {
  bool,
  decimal,
  duration,
  type FactType,
  int,
  listOf,
  money,
  string,
  timestamp,
  unrounded,
} from './fact-type.ts'
import type { FunctionEntry, Overload } from './function-entry.ts'
import { type Fraction, safeInteger } from './numbers.ts'
import { RuleFault } from './rule-error.ts'
import { durationText, timeFunctions } from './time-functions.ts'

/** The number of code points, which is what CEL counts. */
function codePoints(text: string): number {
  let count = text.length
  for (let at = 0; at < text.length - 1; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      count--
      at++
    }
  }
  return count
}

function intOfText(text: string): number {
  if (!/^-?\d{1,16}$/.test(text)) throw new RuleFault('invalid_value', `"${text}" is no whole number.`)
  return safeInteger(Number(text))
}

function decimalOfText(text: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(value)) throw new RuleFault('invalid_value', `"${text}" is no number.`)
  return value
}

const boolTexts: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  TRUE: true,
  t: true,
  '1': true,
  false: false,
  False: false,
  FALSE: false,
  f: false,
  '0': false,
}

function boolOfText(text: string): boolean {
  const value = Object.hasOwn(boolTexts, text) ? boolTexts[text] : undefined
  if (value === undefined) throw new RuleFault('invalid_value', `"${text}" is neither "true" nor "false".`)
  return value
}

function sumOf(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum = safeInteger(sum + value)
  return sum
}

function greatest(values: readonly number[]): number {
  if (values.length === 0) throw new RuleFault('missing_key', 'An empty list has no greatest element.')
  let best = values[0] as number
  for (const value of values) if (value > best) best = value
  return best
}

function least(values: readonly number[]): number {
  if (values.length === 0) throw new RuleFault('missing_key', 'An empty list has no least element.')
  let best = values[0] as number
  for (const value of values) if (value < best) best = value
  return best
}

const numeric = [int, decimal, money, duration] as const

function extremes(pick: (values: readonly number[]) => number, style: FunctionEntry['style']): FunctionEntry {
  return {
    style,
    overloads: [...numeric, timestamp].flatMap((of): Overload[] => [
      { params: [listOf(of)], result: of, run: pick },
      { params: [of], result: of, variadic: true, run: pick },
    ]),
  }
}

/** A rounding function: of a decimal a whole decimal, of unrounded money a whole amount. */
function rounder(rounding: Rounding, round: (value: number) => number): FunctionEntry {
  return {
    style: 'function',
    overloads: [
      { params: [decimal], result: decimal, run: round },
      {
        params: [unrounded],
        result: money,
        run: (value: Fraction) =>
          safeInteger(Number(divideRounded(value.numerator, value.denominator, rounding))),
      },
    ],
  }
}

function textMethod(params: readonly FactType[], result: FactType, run: Overload['run']): FunctionEntry {
  return { style: 'method', overloads: [{ params, result, run }] }
}

function decimalTest(run: (value: number) => boolean): FunctionEntry {
  return { style: 'function', overloads: [{ params: [decimal], result: bool, run }] }
}

function asciiLower(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (part) => part.toLowerCase())
}

function asciiUpper(text: string): string {
  return text.replaceAll(/[a-z]+/g, (part) => part.toUpperCase())
}

const conversions: Readonly<Record<string, FunctionEntry>> = {
  int: {
    style: 'function',
    overloads: [
      { params: [int], result: int, run: (value: number) => value },
      { params: [decimal], result: int, run: (value: number) => safeInteger(Math.trunc(value)) },
      { params: [string], result: int, run: intOfText },
      { params: [timestamp], result: int, run: (at: number) => Math.floor(at / 1000) },
    ],
  },
  double: {
    style: 'function',
    overloads: [
      { params: [decimal], result: decimal, run: (value: number) => value },
      { params: [int], result: decimal, run: (value: number) => value },
      { params: [string], result: decimal, run: decimalOfText },
    ],
  },
  string: {
    style: 'function',
    overloads: [
      { params: [string], result: string, run: (value: string) => value },
      { params: [int], result: string, run: (value: number) => String(value) },
      { params: [decimal], result: string, run: (value: number) => String(value) },
      { params: [bool], result: string, run: (value: boolean) => String(value) },
      { params: [timestamp], result: string, run: (at: number) => instantText(at).replace('.000Z', 'Z') },
      { params: [duration], result: string, run: durationText },
    ],
  },
  bool: {
    style: 'function',
    overloads: [
      { params: [bool], result: bool, run: (value: boolean) => value },
      { params: [string], result: bool, run: boolOfText },
    ],
  },
}

/** Every function of the language. The name of a method stands here without its receiver. */
export const functions: Readonly<Record<string, FunctionEntry>> = {
  ...timeFunctions,
  ...conversions,
  size: {
    style: 'either',
    overloads: [
      { params: [string], result: int, run: codePoints },
      { params: ['list'], result: int, run: (list: readonly unknown[]) => list.length },
      { params: ['map'], result: int, run: (map: object) => Object.keys(map).length },
    ],
  },
  startsWith: textMethod([string, string], bool, (text: string, part: string) => text.startsWith(part)),
  endsWith: textMethod([string, string], bool, (text: string, part: string) => text.endsWith(part)),
  contains: textMethod([string, string], bool, (text: string, part: string) => text.includes(part)),
  lowerAscii: textMethod([string], string, asciiLower),
  upperAscii: textMethod([string], string, asciiUpper),
  sum: {
    style: 'method',
    overloads: [
      { params: [listOf(int)], result: int, run: sumOf },
      { params: [listOf(money)], result: money, run: sumOf },
      { params: [listOf(duration)], result: duration, run: sumOf },
      {
        params: [listOf(decimal)],
        result: decimal,
        run: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0),
      },
    ],
  },
  min: extremes(least, 'either'),
  max: extremes(greatest, 'either'),
  'math.least': extremes(least, 'function'),
  'math.greatest': extremes(greatest, 'function'),
  'math.abs': {
    style: 'function',
    overloads: numeric.map((of) => ({ params: [of], result: of, run: (value: number) => Math.abs(value) })),
  },
  'math.sign': {
    style: 'function',
    overloads: [int, decimal].map((of) => ({
      params: [of],
      result: of,
      run: (value: number) => Math.sign(value),
    })),
  },
  'math.isNaN': decimalTest(Number.isNaN),
  'math.isInf': decimalTest(
    (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  ),
  'math.isFinite': decimalTest(Number.isFinite),
  'math.floor': rounder('floor', Math.floor),
  'math.ceil': rounder('ceiling', Math.ceil),
  'math.trunc': rounder('truncate', Math.trunc),
  'math.round': rounder('half-up', (value) => Math.sign(value) * Math.round(Math.abs(value))),
}
