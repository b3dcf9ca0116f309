import { Paper, Stack, Switch, Textarea } from '@mantine/core'
import { useText } from '../../../ui/locale.tsx'
import { fieldId, useForm } from '../form/form-state.tsx'
import { NameField, withField } from '../form/name-field.tsx'
import type { HandMadeProps } from '../hand-made-props.ts'
import { RuleSection } from './rule-section.tsx'
import { ruleSections } from './rule-sections.ts'
import { RuleSentence } from './rule-sentence.tsx'

/** An earning rule as a sentence, with what narrows it below: for whom, on what, when, and how much at most. */
export function RuleEditor({ schema, spec, change }: HandMadeProps) {
  const t = useText()
  const { faults } = useForm()
  const set = (name: string, value: unknown) => change(withField(spec, name, value))
  return (
    <Stack gap="md">
      <Paper p="lg" bg="var(--surface)">
        <Stack gap="md">
          <NameField spec={spec} onChange={(name) => set('name', name)} />
          <RuleSentence schema={schema} spec={spec} set={set} />
          <Textarea
            id={fieldId('description')}
            label={t('field.description')}
            description={t('rule.description.text')}
            dir="auto"
            autosize
            minRows={1}
            maxLength={500}
            value={String(spec.description ?? '')}
            error={faults.get('description')}
            onChange={(event) => set('description', event.currentTarget.value || undefined)}
          />
          {schema.properties?.paused && (
            <Switch
              label={t('field.paused')}
              description={t('help.paused')}
              checked={spec.paused === true}
              onChange={(event) => set('paused', event.currentTarget.checked || undefined)}
            />
          )}
        </Stack>
      </Paper>
      {ruleSections
        .filter(({ fields }) => fields.some((name) => schema.properties?.[name] !== undefined))
        .map(({ section, fields }) => (
          <RuleSection key={section} section={section} fields={fields} {...{ schema, spec, set }} />
        ))}
    </Stack>
  )
}
