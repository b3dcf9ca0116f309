import { Stack, Text } from '@mantine/core'
import type { JsonSchema, Spec } from '../../../data/json-schema.ts'
import { useText } from '../../../ui/locale.tsx'
import { useFieldWords } from '../../field-words.ts'
import styles from '../form/form.module.css'
import { useForm } from '../form/form-state.tsx'
import type { RuleSectionName } from './rule-sections.ts'

interface RuleSectionProps {
  section: RuleSectionName
  fields: readonly string[]
  schema: JsonSchema
  spec: Spec
  set: (name: string, value: unknown) => void
}

/** One question about a rule: its answer in a word, and behind it the fields. */
export function RuleSection({ section, fields, schema, spec, set }: RuleSectionProps) {
  const t = useText()
  const { kind, Field, faults } = useForm()
  const words = useFieldWords(kind)
  const known = fields.filter((name) => schema.properties?.[name] !== undefined)
  const given = known.filter((name) => isGiven(spec[name], schema.properties?.[name]?.default))
  const hasFault = [...faults.keys()].some((path) => known.includes(path.split(/[.[]/)[0] ?? ''))
  return (
    <details className={styles.more} open={hasFault || undefined}>
      <summary>
        {t(`rule.section.${section}`)}{' '}
        <Text span c="dimmed" fw={400} size="sm">
          {given.length === 0
            ? t(`rule.section.${section}.none`)
            : given.map((name) => words.label(name)).join(t('value.separator'))}
        </Text>
      </summary>
      <div>
        <Stack gap="md">
          {known.map((name) => (
            <Field
              key={name}
              path={name}
              schema={schema.properties?.[name] ?? {}}
              value={spec[name]}
              isRequired={false}
              onChange={(value) => set(name, value)}
            />
          ))}
        </Stack>
      </div>
    </details>
  )
}

/** Whether a field says something that it would not say by itself. */
function isGiven(value: unknown, standard: unknown): boolean {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return false
  return value !== standard
}
