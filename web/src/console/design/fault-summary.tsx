import { Alert, Anchor, List } from '@mantine/core'
import type { DefinitionKind } from '@perennial/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useText } from '../../ui/locale.tsx'
import { useFieldWords } from '../field-words.ts'
import { fieldId } from './form/form-state.tsx'

/** Everything that is wrong, each with the way to its field. It takes the focus, so that nobody misses it. */
export function FaultSummary(props: { kind: DefinitionKind; faults: ReadonlyMap<string, string> }) {
  const { kind, faults } = props
  const t = useText()
  const words = useFieldWords(kind)
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refusal is read anew
  useEffect(() => box.current?.focus(), [faults])
  function lead(path: string): void {
    const field = document.getElementById(fieldId(path))
    field?.closest('details')?.setAttribute('open', '')
    const target = field?.matches('input, select, textarea, button')
      ? field
      : field?.querySelector<HTMLElement>('input, select, textarea, button')
    target?.focus()
  }
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      color="orange"
      radius="md"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={t('form.faults', { count: faults.size })}
    >
      <List size="sm">
        {[...faults].map(([path, message]) => (
          <List.Item key={path}>
            <Anchor component="button" type="button" size="sm" onClick={() => lead(path)}>
              {path === '' ? t('form.whole') : words.label(path)}
            </Anchor>
            {': '}
            <bdi>{message}</bdi>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
