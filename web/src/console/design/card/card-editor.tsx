import { ColorInput, Paper, Select, Stack, Switch } from '@mantine/core'
import { isObject, type Spec } from '../../../data/json-schema.ts'
import { useText, useTextOr } from '../../../ui/locale.tsx'
import { pictureNames } from '../../picture.tsx'
import { fieldId, useForm } from '../form/form-state.tsx'
import { NameField, withField } from '../form/name-field.tsx'
import { NumberField } from '../form/number-field.tsx'
import type { HandMadeProps } from '../hand-made-props.ts'
import styles from './card.module.css'
import { CardPreview } from './card-preview.tsx'

const whole = { scale: 0, unit: undefined } as const

/** A stamp card: what is stamped, how many make it full, what that gives, and how it looks. */
export function CardEditor({ schema, spec, change }: HandMadeProps) {
  const t = useText()
  const { faults, Field } = useForm()
  const set = (name: string, value: unknown) => change(withField(spec, name, value))
  return (
    <div className={styles.editor}>
      <Paper p="lg" bg="var(--surface)">
        <Stack gap="md">
          <NameField spec={spec} onChange={(name) => set('name', name)} />
          <Field
            path="on"
            schema={schema.properties?.on ?? {}}
            value={spec.on}
            isRequired={false}
            onChange={(on) => set('on', on)}
          />
          <Field
            path="stamps"
            schema={schema.properties?.stamps ?? {}}
            value={spec.stamps}
            isRequired
            onChange={(stamps) => set('stamps', stamps)}
          />
          <NumberField
            id={fieldId('size')}
            label={t('field.size')}
            isRequired
            measure={whole}
            currency={null}
            value={spec.size as number | undefined}
            error={faults.get('size')}
            onChange={(size) => set('size', size)}
          />
          <Field
            path="reward"
            schema={schema.properties?.reward ?? {}}
            value={spec.reward}
            isRequired
            onChange={(reward) => set('reward', reward)}
          />
          <Switch
            label={t('field.restarts')}
            checked={spec.restarts !== false}
            onChange={(event) => set('restarts', event.currentTarget.checked)}
          />
        </Stack>
      </Paper>
      <Stack gap="md">
        <CardPreview spec={spec} />
        <Look look={isObject(spec.look) ? spec.look : {}} set={(look) => set('look', look)} />
      </Stack>
    </div>
  )
}

const swatches = ['#1d6b47', '#8a4b2a', '#35618e', '#7a3b69', '#b3261e', '#5c3d05', '#303a34', '#c98a1b']

function Look({ look, set }: { look: Spec; set: (look: Spec | undefined) => void }) {
  const t = useText()
  const textOr = useTextOr()
  const change = (part: Spec) => {
    const next = Object.fromEntries(Object.entries({ ...look, ...part }).filter(([, value]) => value))
    set(Object.keys(next).length === 0 ? undefined : next)
  }
  return (
    <Paper p="lg" bg="var(--surface)">
      <Stack gap="md">
        <ColorInput
          id={fieldId('look.color')}
          label={t('field.look.color')}
          format="hex"
          swatches={swatches}
          withPicker={false}
          eyeDropperButtonProps={{ 'aria-label': t('field.look.color') }}
          dir="ltr"
          value={String(look.color ?? '')}
          onChange={(color) => change({ color })}
        />
        <Select
          id={fieldId('look.icon')}
          label={t('field.look.icon')}
          clearable
          clearButtonProps={{ 'aria-label': t('form.clear', { label: t('field.look.icon') }) }}
          data={pictureNames.map((name) => ({ value: name, label: textOr(`picture.${name}`, name) }))}
          value={typeof look.icon === 'string' ? look.icon : null}
          onChange={(icon) => change({ icon })}
        />
      </Stack>
    </Paper>
  )
}
