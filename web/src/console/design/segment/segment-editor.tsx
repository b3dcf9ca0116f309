import { Paper, Stack } from '@mantine/core'
import { useState } from 'react'
import en from '../../../messages/segments/en.json' with { type: 'json' }
import fa from '../../../messages/segments/fa.json' with { type: 'json' }
import { MoreTexts } from '../../../ui/locale.tsx'
import { useForm } from '../form/form-state.tsx'
import { NameField, withField } from '../form/name-field.tsx'
import type { HandMadeProps } from '../hand-made-props.ts'
import { ListPanel } from './list-panel.tsx'
import { PreviewPanel } from './preview-panel.tsx'

const texts = { en, fa }

/** A segment: who belongs to it, and who that is now. */
export function SegmentEditor({ schema, spec, change }: HandMadeProps) {
  const { Field } = useForm()
  const isList = spec.mode === 'fixed'
  const [condition, setCondition] = useState(spec.when)
  const set = (name: string, value: unknown) => change(withField(spec, name, value))
  // A list has no condition; whoever only looks what a list would be finds theirs again.
  function setMode(mode: unknown): void {
    if (!isList) setCondition(spec.when)
    change(withField(withField(spec, 'mode', mode), 'when', mode === 'fixed' ? undefined : condition))
  }
  const field = (name: string, onChange: (value: unknown) => void, isRequired = false) => (
    <Field
      path={name}
      schema={schema.properties?.[name] ?? {}}
      value={spec[name]}
      isRequired={isRequired}
      onChange={onChange}
    />
  )
  return (
    <MoreTexts texts={texts}>
      <Stack gap="lg">
        <Paper p="lg" bg="var(--surface)">
          <Stack gap="md">
            <NameField spec={spec} onChange={(name) => set('name', name)} />
            {field('description', (description) => set('description', description))}
            {field('mode', setMode)}
            {!isList && field('when', (when) => set('when', when), true)}
          </Stack>
        </Paper>
        {isList ? <ListPanel /> : <PreviewPanel when={typeof spec.when === 'string' ? spec.when : ''} />}
      </Stack>
    </MoreTexts>
  )
}
