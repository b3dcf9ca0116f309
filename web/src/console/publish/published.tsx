import { Group } from '@mantine/core'
import { IconConfetti } from '@tabler/icons-react'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Empty } from '../../ui/states.tsx'
import { LinkButton } from '../links.tsx'
import { useProgram } from '../program.tsx'

/** It is out: what that means, and what to do next. */
export function Published({ release }: { release: number }) {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  return (
    <Empty
      icon={<IconConfetti size={28} />}
      title={t('publish.done.title', { number: format.number(release) })}
      action={
        <Group gap="sm" justify="center">
          <LinkButton to="/$program/bench" params={{ program: program.key }}>
            {t('publish.done.try')}
          </LinkButton>
          <LinkButton to="/$program/releases" params={{ program: program.key }} variant="default">
            {t('releases.title')}
          </LinkButton>
        </Group>
      }
    >
      {t('publish.done.text')}
    </Empty>
  )
}
