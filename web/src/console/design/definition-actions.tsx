import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { DefinitionKind } from '@perennial/contract'
import { IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { remove } from '../../data/api.ts'
import { designKeys } from '../../data/design-queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useText } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'
import type { DraftEditor } from './draft-editor.ts'
import { singleKinds } from './kinds.ts'
import { nameOf } from './use-options.ts'

interface ActionsProps {
  kind: DefinitionKind
  definitionKey: string
  editor: DraftEditor
}

/** What can be done to a definition besides editing it. */
export function DefinitionActions({ kind, definitionKey, editor }: ActionsProps) {
  const t = useText()
  const program = useProgram()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [opened, dialog] = useDisclosure(false)
  if (singleKinds.has(kind)) return null
  async function run(): Promise<void> {
    await remove(['programs', program.key, 'definitions', kind, definitionKey], editor.base.etag ?? '')
    await navigate({ to: '/$program/design', params: { program: program.key }, ignoreBlocker: true })
    await Promise.all(designKeys.map((name) => client.invalidateQueries({ queryKey: [name, program.key] })))
  }
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={dialog.open}
      >
        {t('design.remove')}
      </Button>
      <ConfirmDialog
        opened={opened}
        close={dialog.close}
        title={t('design.remove.title', { name: nameOf({ key: definitionKey, spec: editor.base.spec }) })}
        action={t('design.remove')}
        isDangerous
        run={run}
      >
        <Text>{t('design.remove.text')}</Text>
      </ConfirmDialog>
    </>
  )
}
