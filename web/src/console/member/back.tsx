import { Anchor } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { directionOf, useLocale, useText } from '../../ui/locale.tsx'

/** The way back to the list of members. */
export function Back({ program }: { program: string }) {
  const t = useText()
  const Arrow = directionOf(useLocale().locale) === 'rtl' ? IconArrowRight : IconArrowLeft
  return (
    <Anchor
      size="sm"
      mb="sm"
      display="inline-flex"
      style={{ alignItems: 'center', gap: 6 }}
      renderRoot={(props) => <Link to="/$program/members" params={{ program }} {...props} />}
    >
      <Arrow size={16} aria-hidden />
      {t('member.back')}
    </Anchor>
  )
}
