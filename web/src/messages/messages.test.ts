import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  activityRecord,
  deadRule,
  definitionKinds,
  problems,
  releaseChange,
  verdictReasonCodes,
} from '@perennial/contract'
import { createIntl } from 'react-intl'
import { expect, test } from 'vitest'
import { fieldWordsOf } from '../console/field-words.ts'
import beta from './beta/en.json' with { type: 'json' }
import betaInPersian from './beta/fa.json' with { type: 'json' }
import common from './en.json' with { type: 'json' }
import commonInPersian from './fa.json' with { type: 'json' }
import review from './review/en.json' with { type: 'json' }
import reviewInPersian from './review/fa.json' with { type: 'json' }
import segments from './segments/en.json' with { type: 'json' }
import segmentsInPersian from './segments/fa.json' with { type: 'json' }
import verdicts from './verdicts/en.json' with { type: 'json' }
import verdictsInPersian from './verdicts/fa.json' with { type: 'json' }

const en = { ...common, ...beta, ...review, ...segments, ...verdicts }
const fa = {
  ...commonInPersian,
  ...betaInPersian,
  ...reviewInPersian,
  ...segmentsInPersian,
  ...verdictsInPersian,
}

const source = join(import.meta.dirname, '..')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.test\.ts$/.test(name),
)
const code = files.map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }))
const all = code.map((file) => file.text).join('\n')

/** Ids that data makes, by the start of the id. */
const fromData = [
  'accounts.deferred.',
  'accounts.flow.',
  'activity.',
  'adjust.reason.',
  'approvals.state.',
  'backTest.phase.',
  'change.',
  'chart.title.',
  'checks.reason.',
  'chart.view.',
  'design.group.',
  'design.state.',
  'condition.way.',
  'estimate.basis.',
  'estimate.warning.',
  'fact.',
  'field.',
  'form.fault.',
  'help.',
  'holds.state.',
  'industry.',
  'kind.',
  'ladder.',
  'line.',
  'limit.',
  'lots.state.',
  'overview.period.',
  'picture.',
  'problem.',
  'proposals.',
  'reason.',
  'rule.section.',
  'rule.sentence.',
  'tier.metric.',
  'unit.',
  'value.',
  'verdict.',
]

test('both languages have the same texts', () => {
  expect(Object.keys(fa).sort()).toEqual(Object.keys(en).sort())
})

test('every text that the code names exists', () => {
  const named = [...all.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(150)
  expect(named.filter((id) => !(id in en))).toEqual([])
})

test('every text is used', () => {
  const unused = Object.keys(en).filter(
    (id) => !all.includes(`'${id}'`) && !fromData.some((start) => id.startsWith(start)),
  )
  expect(unused).toEqual([])
})

test('every reason why a rule can never give anything has words', () => {
  const reasons = deadRule.shape.reason.options
  expect(reasons.filter((reason) => !(`checks.reason.${reason}` in en))).toEqual([])
})

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
}

/** Every field of a schema and every text that can be chosen for it, by path. */
function fieldsIn(schema: Schema, path = ''): { path: string; choice?: string }[] {
  const choices = [...(schema.enum ?? []), schema.const].filter((each) => typeof each === 'string')
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => {
    const at = path === '' ? name : `${path}.${name}`
    return [{ path: at }, ...fieldsIn(each, at)]
  })
  const alike = [schema.items ?? [], schema.anyOf ?? [], schema.oneOf ?? []].flat()
  return [
    ...choices.map((choice) => ({ path, choice })),
    ...below,
    ...alike.flatMap((each) => fieldsIn(each, path)),
  ]
}

test.each(definitionKinds)('every field of a %s has a name, and every choice in it', (kind) => {
  const file = join(import.meta.dirname, `../../../contract/schemas/${kind}.json`)
  const { spec } = (JSON.parse(readFileSync(file, 'utf8')) as Schema).properties ?? {}
  const words = fieldWordsOf(kind, {
    locale: 'en',
    textOr: (id, fallback) => (id in en ? `found: ${id}` : fallback),
  })
  const fields = fieldsIn(spec ?? {})
  expect(fields.length).toBeGreaterThan(1)
  const told = fields.map(({ path, choice }) => ({
    path,
    choice,
    words: choice === undefined ? words.label(path) : words.value(path, choice),
  }))
  // What kinds of currencies are called is no name for the kinds of other things.
  const isBorrowed = (each: { path: string; words: string }) =>
    each.path.endsWith('.kind') && each.words === 'found: field.kind'
  expect(told.filter((each) => !each.words.startsWith('found: ') || isBorrowed(each))).toEqual([])
})

test('every problem that the API knows has words in both languages', () => {
  const missing = Object.keys(problems).filter((problem) => !(`problem.${problem}` in en))
  expect(missing).toEqual([])
})

test('every reason that a verdict can give has words in both languages', () => {
  expect(verdictReasonCodes.filter((code) => !(`verdict.${code}` in en))).toEqual([])
})

test('every kind of definition and of change has a name', () => {
  const ids = [
    ...definitionKinds.map((kind) => `kind.${kind}`),
    ...releaseChange.shape.change.options.map((change) => `change.${change}`),
  ]
  expect(ids.filter((id) => !(id in en))).toEqual([])
  expect(activityRecord.shape.status.options).toEqual(['recorded', 'parked'])
})

test.each([
  ['en', en],
  ['fa', fa],
])('every text of %s can be said, also with the smallest and largest numbers', (locale, messages) => {
  const problemsFound: string[] = []
  const intl = createIntl({ locale, messages, onError: (error) => problemsFound.push(error.message) })
  for (const id of Object.keys(messages)) {
    for (const count of [0, 1, 2, 1_000_000]) {
      const values = Object.fromEntries(
        [...(messages[id as keyof typeof en]?.matchAll(/\{(\w+)/g) ?? [])].map((match) => [match[1], 'x']),
      )
      intl.formatMessage({ id }, { ...values, count, days: count })
    }
  }
  expect(problemsFound).toEqual([])
})

test('no text stands in the code: what people read comes from the catalogues', () => {
  const loose = code
    .filter((file) => file.name.endsWith('.tsx'))
    .flatMap((file) =>
      [...file.text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)\s*</g)].map(
        (match) => `${file.name}: ${match[1]}`,
      ),
    )
  expect(loose).toEqual([])
})

test('styles name no side: only start and end turn with the language', () => {
  const styles = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.css'),
  )
  const physical = styles.flatMap((name) => {
    const text = readFileSync(join(source, name), 'utf8')
    return [
      ...text.matchAll(
        /(?:margin|padding|border|inset)-(?:left|right)|(?:^|\s)(?:left|right):|:\s*(?:left|right);/gm,
      ),
    ].map((match) => `${name}: ${match[0].trim()}`)
  })
  expect(physical).toEqual([])
})
