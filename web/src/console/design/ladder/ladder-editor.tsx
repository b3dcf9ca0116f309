import { Group, Paper, Stack, Title } from '@mantine/core'
import { isObject, type Spec } from '../../../data/json-schema.ts'
import { Sentence, useText } from '../../../ui/locale.tsx'
import { useForm } from '../form/form-state.tsx'
import { NameField, withField } from '../form/name-field.tsx'
import type { HandMadeProps } from '../hand-made-props.ts'
import sentence from '../rule/rule.module.css'
import { EnumSelect } from './enum-select.tsx'
import { TierTable } from './tier-table.tsx'

/** A ladder: what is counted, over which time, and the tiers with what each asks and gives. */
export function LadderEditor({ schema, spec, change }: HandMadeProps) {
  const t = useText()
  const { Field } = useForm()
  const tiers = (Array.isArray(spec.tiers) ? spec.tiers : []).filter(isObject)
  const set = (name: string, value: unknown) => change(withField(spec, name, value))
  const extra = spec.metric === 'points' ? 'currency' : spec.metric === 'visits' ? 'visits' : undefined
  return (
    <Stack gap="md">
      <Paper p="lg" bg="var(--surface)">
        <Stack gap="md">
          <NameField spec={spec} onChange={(name) => set('name', name)} />
          <div className={sentence.sentence}>
            <Sentence
              id="ladder.sentence"
              parts={{
                metric: (
                  <EnumSelect
                    path="metric"
                    schema={schema}
                    value={spec.metric}
                    onChange={(next) => set('metric', next)}
                  />
                ),
                window: (
                  <EnumSelect
                    path="window"
                    schema={schema}
                    value={spec.window}
                    onChange={(next) => set('window', next)}
                  />
                ),
              }}
            />
          </div>
          {extra && (
            <Field
              path={extra}
              schema={schema.properties?.[extra] ?? {}}
              value={spec[extra]}
              isRequired={false}
              onChange={(next) => set(extra, next)}
            />
          )}
        </Stack>
      </Paper>
      <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="ladder-tiers">
        <Group mb="md">
          <Title order={2} size="h4" id="ladder-tiers">
            {t('field.tiers')}
          </Title>
        </Group>
        <TierTable
          schema={schema.properties?.tiers?.items ?? {}}
          tiers={tiers}
          metric={String(spec.metric ?? '')}
          change={(next: readonly Spec[]) => set('tiers', next)}
        />
      </Paper>
    </Stack>
  )
}
