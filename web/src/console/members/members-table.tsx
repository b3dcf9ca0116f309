import { Anchor, Badge, Group, Text } from '@mantine/core'
import type { MemberSummary } from '@perennial/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Code, Instant, Num } from '../../ui/values.tsx'
import { Portrait } from '../portrait.tsx'
import { useProgram } from '../program.tsx'

/** What a member is called in a list: the name, else the first identifier there is. */
function callName(member: MemberSummary): string {
  return member.name ?? member.externalId ?? member.email ?? member.phone ?? member.card ?? member.id
}

export function MembersTable({ members }: { members: readonly MemberSummary[] }) {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const navigate = useNavigate()
  const params = (member: MemberSummary) => ({ program: program.key, member: member.id })
  const columns: Column<MemberSummary>[] = [
    {
      key: 'name',
      header: t('members.name'),
      cell: (member) => (
        <Group gap="sm" wrap="nowrap">
          <Portrait name={member.name} />
          <div>
            <Anchor
              fw={600}
              renderRoot={(props) => (
                <Link
                  to="/$program/members/$member"
                  params={params(member)}
                  onClick={(event) => event.stopPropagation()}
                  {...props}
                />
              )}
            >
              <bdi>{callName(member)}</bdi>
            </Anchor>
            {member.status === 'closed' && (
              <Badge ms="xs" size="sm" variant="default">
                {t('member.closed')}
              </Badge>
            )}
          </div>
        </Group>
      ),
    },
    { key: 'contact', header: t('members.contact'), cell: (member) => <Contact member={member} /> },
    {
      key: 'tier',
      header: t('members.tier'),
      cell: (member) => member.tiers.map((tier) => tier.name ?? t('tiers.none')).join(' · ') || '—',
    },
    {
      key: 'enrolled',
      header: t('members.enrolled'),
      cell: (member) => <Instant at={member.enrolledAt} withTime={false} />,
    },
    {
      key: 'earned',
      header: t('members.earned'),
      numeric: true,
      cell: (member) => <Num>{format.number(member.balances[0]?.lifetimeEarned ?? 0)}</Num>,
    },
    {
      key: 'balance',
      header: t('members.balance'),
      numeric: true,
      cell: (member) => (
        <Text span fw={650}>
          <Num>{format.number(member.balances[0]?.available ?? 0)}</Num>
        </Text>
      ),
    },
  ]
  return (
    <DataTable
      label={t('members.title')}
      columns={columns}
      rows={members}
      rowKey={(member) => member.id}
      onOpen={(member) => void navigate({ to: '/$program/members/$member', params: params(member) })}
      height="calc(100dvh - 19rem)"
      minWidth={760}
    />
  )
}

function Contact({ member }: { member: MemberSummary }) {
  const shown = [member.email, member.phone, member.card ?? member.externalId].find((each) => each !== null)
  if (!shown) return '—'
  return (
    <Text size="sm" c="dimmed">
      <Code>{shown}</Code>
    </Text>
  )
}
