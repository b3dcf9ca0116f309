import { consentChannels, type FreeData } from '@perennial/contract'
import { asTexts } from '../kernel/free-data.ts'
import { type FactSource, type FactSql, millisSql } from '../programs/index.ts'
import { selectFacts } from './store.ts'
import { selectGiven } from './store-consents.ts'

/** The members that segments are about: those who are active, each once. */
export const memberRows = `select member_id as owner_id, name, attributes, enrolled_at from member
  where program_id = $1 and status = 'active' and merged_into is null`

function textsOf(value: FreeData[string] | undefined): readonly string[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value.map(String) : [String(value)]
}

const labels: Readonly<Record<string, string>> = {
  member: 'The member',
  'member.name': 'Name',
  'member.attributes': 'What is known of the member',
  'member.tags': 'Tags',
  'member.language': 'Language',
  'member.enrolledAt': 'Member since',
}

/** What members are known by: `member.name`, `.attributes`, `.tags`, `.language`, `.enrolledAt`. */
export const profileFacts: FactSource = {
  name: 'member',
  type: () => ({
    kind: 'object',
    name: 'member',
    fields: {
      name: { kind: 'string' },
      attributes: { kind: 'map', of: { kind: 'string' } },
      tags: { kind: 'list', of: { kind: 'string' } },
      language: { kind: 'string' },
      enrolledAt: { kind: 'timestamp' },
    },
  }),
  hints: () => Object.fromEntries(Object.entries(labels).map(([path, label]) => [path, { label }])),
  sql: ([field, key, ...rest], { param }) => {
    if (rest.length > 0) return undefined
    if (field === 'attributes' && key !== undefined) {
      const name = param(key, 'text')
      return ofMember((row) => textSql(row, name))
    }
    return key === undefined && field !== undefined ? fields[field] : undefined
  },
  load: async (tx, { release: { programId }, owners }) => {
    const facts = await selectFacts(tx, programId, owners)
    return new Map(
      [...facts].map(([id, { attributes, enrolledAt, name }]) => [
        id,
        {
          name,
          attributes: asTexts(attributes),
          tags: textsOf(attributes.tags),
          language: asTexts(attributes).language,
          enrolledAt,
        },
      ]),
    )
  },
}

/** Most attributes are texts, which need no call of a function: a million calls take seconds. */
function textSql(row: string, name: string): string {
  const value = `${row}.attributes -> ${name}`
  return `case jsonb_typeof(${value}) when 'string' then ${row}.attributes ->> ${name} else perennial_fact_text(${value}) end`
}

/** Most lists hold nothing but texts. */
function textsSql(value: string): string {
  return `case when ${value} is null then array[]::text[]
    when jsonb_typeof(${value}) = 'array' and not jsonb_path_exists(${value}, '$[*] ? (@.type() != "string")')
      then array(select jsonb_array_elements_text(${value}))
    else perennial_fact_texts(${value}) end`
}

/** PostgreSQL finds texts in a list by itself; numbers and the like must be read as their texts. */
function holdsSql(value: string, text: string): string {
  return `case when ${text} ~ '^(-?[0-9]|true$|false$)' then ${text} = any(${textsSql(value)})
    else coalesce(${value} ? ${text}, false) end`
}

function ofMember(value: FactSql['value']): FactSql {
  return { rows: memberRows, value }
}

const fields: Readonly<Record<string, FactSql>> = {
  name: ofMember((row) => `${row}.name`),
  tags: {
    rows: memberRows,
    value: (row) => textsSql(`(${row}.attributes -> 'tags')`),
    holds: (row, text) => holdsSql(`(${row}.attributes -> 'tags')`, text),
  },
  language: ofMember((row) => textSql(row, "'language'")),
  enrolledAt: ofMember((row) => millisSql(`${row}.enrolled_at`)),
}

/** What members agree to now, by channel: `consents.email`. What nobody said counts as not given. */
export const consentFacts: FactSource = {
  name: 'consents',
  type: () => ({
    kind: 'object',
    name: 'consents',
    fields: Object.fromEntries(consentChannels.map((channel) => [channel, { kind: 'bool' }])),
  }),
  hints: () => ({ consents: { label: 'Consents' } }),
  sql: ([channel, ...rest], { param }) => {
    if (channel === undefined || rest.length > 0) return undefined
    const rows = `select distinct on (member_id) member_id as owner_id, given from consent
      where program_id = $1 and channel = ${param(channel, 'text')} order by member_id, given_at desc, consent_id desc`
    return { rows, value: (row) => `coalesce(${row}.given, false)` }
  },
  load: async (tx, { release: { programId }, owners }) => {
    const given = await selectGiven(tx, programId, owners)
    return new Map(
      owners.map((owner) => [
        owner,
        Object.fromEntries(
          consentChannels.map((channel) => [channel, given.get(owner)?.has(channel) === true]),
        ),
      ]),
    )
  },
}
