import { Button, Group, Text } from '@mantine/core'
import { IconCircleCheck, IconPencil } from '@tabler/icons-react'
import { useText } from '../../ui/locale.tsx'
import { LinkButton } from '../links.tsx'
import { useProgram } from '../program.tsx'
import styles from './design.module.css'
import type { DraftEditor } from './draft-editor.ts'

/** Whether there is something to save, and where to go once it is. */
export function SaveBar({ editor, isNew }: { editor: DraftEditor; isNew: boolean }) {
  const t = useText()
  const program = useProgram()
  const { isDirty, isSaving, isSaved } = editor
  return (
    <div className={styles.bar}>
      <Group justify="space-between" gap="sm">
        <Group gap="xs" role="status">
          {isSaved ? (
            <IconCircleCheck size={20} color="var(--gain)" aria-hidden />
          ) : (
            <IconPencil size={20} aria-hidden />
          )}
          <Text size="sm" fw={550}>
            {isSaved ? t('save.saved') : isDirty ? t('save.dirty') : t('save.clean')}
          </Text>
        </Group>
        <Group gap="sm">
          {isDirty && !isNew && (
            <Button variant="default" onClick={editor.discard} disabled={isSaving}>
              {t('save.discard')}
            </Button>
          )}
          {!isDirty && (
            <LinkButton to="/$program/publish" params={{ program: program.key }} variant="default">
              {t('design.review')}
            </LinkButton>
          )}
          <Button type="submit" loading={isSaving} disabled={!isDirty}>
            {isNew ? t('save.create') : t('save.save')}
          </Button>
        </Group>
      </Group>
    </div>
  )
}
