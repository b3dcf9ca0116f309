import { Text } from '@mantine/core'
import type { ItemOutcome, MemberSummary } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { samplesQuery } from '../../data/back-test-queries.ts'
import { freshKey } from '../../data/fresh-key.ts'
import { membersQuery } from '../../data/queries.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { exponentOf } from '../../ui/exponents.ts'
import { minorToDecimal } from '../../ui/format.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import { MemberLink } from '../member-link.tsx'
import { useProgram } from '../program.tsx'

const count = 5
const orderMinor = 5_000

interface Sampled {
  member: MemberSummary
  before: number | undefined
  after: number | undefined
}

/** Five members, and what one and the same order would give them now and by the drafts. */
export function SampleMembers({ isPublished }: { isPublished: boolean }) {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const [name] = useState(() => `sample-${freshKey().slice(0, 12)}`)
  const list = useQuery(membersQuery(program.key, { query: '', cursor: undefined })).data?.members ?? []
  const members = list.slice(0, count)
  const currency = program.currency ?? 'EUR'
  const price = minorToDecimal(orderMinor, exponentOf(currency))
  const sample = { program: program.key, members, currency, price, name, clock: program.clock }
  const draft = useQuery(samplesQuery(sample, 'draft'))
  const query = samplesQuery(sample, 'live')
  const live = useQuery({ ...query, enabled: isPublished && members.length > 0 })
  if (members.length === 0) return null
  const rows = members.map(
    (member, place): Sampled => ({
      member,
      before: pointsOf(live.data?.[place]),
      after: pointsOf(draft.data?.[place]),
    }),
  )
  const shown = (points: number | undefined) => (points === undefined ? '–' : format.signed(points))
  const columns: Column<Sampled>[] = [
    { key: 'member', header: t('members.title'), cell: ({ member }) => <MemberLink member={member.id} /> },
    {
      key: 'before',
      header: t('backTest.before'),
      numeric: true,
      cell: ({ before }) => <Num>{shown(before)}</Num>,
    },
    {
      key: 'after',
      header: t('backTest.after'),
      numeric: true,
      cell: ({ after }) => <Num>{shown(after)}</Num>,
    },
  ]
  return (
    <section aria-labelledby="sample-title">
      <Text component="h3" fw={600} id="sample-title" m={0} mt="lg" mb="xs">
        {t('samples.title', { amount: format.money(orderMinor, currency) })}
      </Text>
      <DataTable
        label={t('samples.title', { amount: format.money(orderMinor, currency) })}
        columns={columns}
        rows={rows}
        rowKey={({ member }) => member.id}
        minWidth={380}
      />
    </section>
  )
}

/** Points of all currencies that an order would give; undefined while it is not known, or where it is refused. */
function pointsOf(outcome: ItemOutcome | undefined): number | undefined {
  return outcome?.reply?.effects.reduce(
    (sum, effect) => sum + (effect.kind === 'points' ? (effect.amount ?? 0) : 0),
    0,
  )
}
