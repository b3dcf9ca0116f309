import { Radio, Select, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { membersQuery } from '../../data/queries.ts'
import { useText } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'

interface BuyerProps {
  /** Empty: a newcomer. */
  member: string
  change: (member: string) => void
}

const pauseMs = 300

/** Somebody who joins with this purchase, or a member with everything that they have already. */
export function Buyer({ member, change }: BuyerProps) {
  const t = useText()
  const [isMember, setMember] = useState(member !== '')
  function choose(next: string): void {
    setMember(next === 'member')
    if (next !== 'member') change('')
  }
  return (
    <Stack gap="sm">
      <Radio.Group label={t('bench.who')} value={isMember ? 'member' : 'newcomer'} onChange={choose}>
        <Stack gap="xs" mt={6}>
          <Radio value="newcomer" label={t('bench.newcomer')} />
          <Radio value="member" label={t('bench.member')} />
        </Stack>
      </Radio.Group>
      {isMember && <MemberSearch member={member} change={change} />}
    </Stack>
  )
}

function MemberSearch({ member, change }: BuyerProps) {
  const t = useText()
  const program = useProgram()
  const [typed, setTyped] = useState('')
  const [query] = useDebouncedValue(typed, pauseMs)
  const [chosen, setChosen] = useState<{ value: string; label: string }>()
  const found = useQuery(membersQuery(program.key, { query, cursor: undefined })).data?.members ?? []
  const options = found.map((each) => ({
    value: each.id,
    label: each.name ?? each.email ?? each.phone ?? each.externalId ?? each.id,
  }))
  const isListed = chosen === undefined || options.some((each) => each.value === chosen.value)
  return (
    <Select
      label={t('bench.member.search')}
      placeholder={t('bench.member.placeholder')}
      searchable
      data={isListed ? options : [chosen, ...options]}
      // The API has searched already, by more than the name that is shown.
      filter={({ options: all }) => all}
      value={member || null}
      nothingFoundMessage={t('form.choose.none')}
      onSearchChange={(next) => setTyped(next === chosen?.label ? '' : next)}
      onChange={(value) => {
        setChosen(options.find((each) => each.value === value))
        change(value ?? '')
      }}
    />
  )
}
