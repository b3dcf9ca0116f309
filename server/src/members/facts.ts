import { consentChannels, type FreeData } from '@perennial/contract'
import { asTexts } from '../kernel/free-data.ts'
import type { FactSource, FactSql } from '../programs/index.ts'
import { selectFacts } from './store.ts'
import { selectGiven } from './store-consents.ts'

/** The members that segments are about: those who are active, each once. */
export const memberRows = `select member_id as owner_id, name, attributes, enrolled_at from member
  where program_id = $1 and status = 'active' and merged_into is null`

/** Those of them who lie in a few pages, about two in a thousand. */
export const someMemberRows = memberRows.replace('from member', 'from member tablesample system (0.2)')

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
      return ofMember((row) => textSql(`${row}.attributes -> ${name}`))
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
function textSql(value: string): string {
  return `case jsonb_typeof(${value}) when 'string' then (${value}) #>> '{}' else perennial_fact_text(${value}) end`
}

function ofMember(value: FactSql['value']): FactSql {
  return { rows: memberRows, value }
}

const fields: Readonly<Record<string, FactSql>> = {
  name: ofMember((row) => `${row}.name`),
  tags: ofMember((row) => `perennial_fact_texts(${row}.attributes -> 'tags')`),
  language: ofMember((row) => textSql(`${row}.attributes -> 'language'`)),
  enrolledAt: ofMember((row) => `floor(extract(epoch from ${row}.enrolled_at) * 1000)::bigint`),
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
