import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { command } from '../../data/api.ts'
import { designKeys } from '../../data/design-queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'

/** Puts an older release in force again, as a new one: nothing that was decided changes. */
export function RollBack({ release }: { release: number }) {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const client = useQueryClient()
  const [opened, dialog] = useDisclosure(false)
  const number = format.number(release)
  async function run(_: string, idempotencyKey: string): Promise<void> {
    const path = ['programs', program.key, 'releases', String(release), 'rollback']
    await command(path, { body: {}, idempotencyKey })
    const keys = ['programs', 'releases', ...designKeys]
    await Promise.all(keys.map((name) => client.invalidateQueries({ queryKey: [name] })))
  }
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        aria-label={t('rollBack.label', { number })}
        onClick={dialog.open}
      >
        {t('rollBack.action')}
      </Button>
      <ConfirmDialog
        opened={opened}
        close={dialog.close}
        title={t('rollBack.title', { number })}
        action={t('rollBack.action')}
        run={run}
      >
        <Text>{t('rollBack.text')}</Text>
      </ConfirmDialog>
    </>
  )
}
