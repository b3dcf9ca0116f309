import { Button, Input } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useText } from '../../../ui/locale.tsx'
import type { useField } from './form-state.tsx'

/** A part that is not there, and the button that adds it. */
export function AbsentPart({
  common,
  onAdd,
}: {
  common: ReturnType<typeof useField>['common']
  onAdd: () => void
}) {
  const t = useText()
  return (
    <div id={common.id}>
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
        {t('form.add', { label: common.label })}
      </Button>
      {common.description && <Input.Description mt={4}>{common.description}</Input.Description>}
      {common.error && <Input.Error mt={4}>{common.error}</Input.Error>}
    </div>
  )
}
