import { Alert, Button, Group, Text } from '@mantine/core'
import type { DefinitionKind } from '@perennial/contract'
import { IconUsers } from '@tabler/icons-react'
import { useText } from '../../ui/locale.tsx'
import { Changes } from '../releases/changes.tsx'
import type { DraftEditor } from './draft-editor.ts'
import { specDiff } from './spec-diff.ts'

interface ConflictProps {
  kind: DefinitionKind
  definitionKey: string
  editor: DraftEditor
}

/** Somebody else saved since this was opened: what they changed, and whose version goes on. */
export function ConflictPanel({ kind, definitionKey, editor }: ConflictProps) {
  const t = useText()
  if (editor.conflict === undefined) return null
  const fields = specDiff(editor.base.spec, editor.conflict.theirs)
  return (
    <Alert
      role="alert"
      color="yellow"
      radius="md"
      icon={<IconUsers size={20} aria-hidden />}
      title={t('conflict.title')}
    >
      <Text size="sm">{t('conflict.text')}</Text>
      {fields.length > 0 && <Changes changes={[{ kind, key: definitionKey, change: 'changed', fields }]} />}
      <Group gap="sm" mt="md">
        <Button onClick={editor.keepMine}>{t('conflict.keepMine')}</Button>
        <Button variant="default" onClick={editor.takeTheirs}>
          {t('conflict.takeTheirs')}
        </Button>
      </Group>
    </Alert>
  )
}
