import { Badge, Group, Text, VisuallyHidden } from '@mantine/core'
import type { MemberView } from '@perennial/contract'
import { IconCreditCard, IconId, IconMail, IconPhone } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Code } from '../../ui/values.tsx'

/** Who it is, by every identifier there is. */
export function MemberHeader({ member }: { member: MemberView }) {
  const t = useText()
  const format = useFormat()
  return (
    <Group gap="4px 20px">
      <Identifier icon={<IconMail size={16} />} name={t('member.email')} value={member.email} />
      <Identifier icon={<IconPhone size={16} />} name={t('member.phone')} value={member.phone} />
      <Identifier icon={<IconCreditCard size={16} />} name={t('member.card')} value={member.card} />
      <Identifier icon={<IconId size={16} />} name={t('member.externalId')} value={member.externalId} />
      <Text size="sm">{t('member.since', { date: format.date(member.enrolledAt) })}</Text>
      {member.status === 'closed' && <Badge variant="default">{t('member.closed')}</Badge>}
      {member.account.state === 'frozen' && (
        <Badge variant="light" color="orange">
          {t('account.frozen')}
        </Badge>
      )}
    </Group>
  )
}

function Identifier({ icon, name, value }: { icon: ReactNode; name: string; value: string | null }) {
  if (!value) return null
  return (
    <Text
      size="sm"
      component="span"
      display="inline-flex"
      style={{ alignItems: 'center', gap: 6 }}
      title={name}
    >
      <span aria-hidden style={{ display: 'flex' }}>
        {icon}
      </span>
      <VisuallyHidden>{name}</VisuallyHidden>
      <Code>{value}</Code>
    </Text>
  )
}
