import { Alert, Group, Input, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ConditionModel, ExpressionView } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { expressionQuery } from '../../../data/design-queries.ts'
import { useText } from '../../../ui/locale.tsx'
import { plainPath } from '../../field-words.ts'
import { useProgram } from '../../program.tsx'
import { Builder } from '../condition/builder.tsx'
import styles from './form.module.css'
import { type SchemaFieldProps, useField, useForm } from './form-state.tsx'

const pauseMs = 400

/** An expression in CEL: as rows to fill in, or as text. Both edit the same text. */
export function ConditionField(props: SchemaFieldProps) {
  const { value, onChange, isRequired, path } = props
  const t = useText()
  const { common } = useField(props)
  const place = useExpressionPlace(path)
  const text = typeof value === 'string' ? value : ''
  const [asked] = useDebouncedValue(text, pauseMs)
  const { data: view, isError } = useQuery(expressionQuery(place, asked))
  const [wanted, setWanted] = useState<'rows' | 'text'>('rows')
  const set = (next: string) => onChange(next === '' && !isRequired ? undefined : next)
  const model = view && modelIn(view)
  const mode = model === undefined || isError ? 'text' : wanted
  return (
    <div className={styles.condition}>
      <Group justify="space-between" align="flex-end" gap="xs" mb={6}>
        <Input.Label htmlFor={common.id} required={isRequired}>
          {common.label}
        </Input.Label>
        {model !== undefined && (
          <SegmentedControl
            size="xs"
            aria-label={t('condition.mode', { label: common.label })}
            value={mode}
            onChange={(next) => setWanted(next === 'text' ? 'text' : 'rows')}
            data={[
              { value: 'rows', label: t('condition.rows') },
              { value: 'text', label: t('condition.text') },
            ]}
          />
        )}
      </Group>
      {common.description && <Input.Description mb={6}>{common.description}</Input.Description>}
      {mode === 'rows' && view && model !== undefined ? (
        <Builder id={common.id} place={place} facts={view.facts} model={model} text={text} onText={set} />
      ) : (
        <Textarea
          id={common.id}
          value={text}
          dir="ltr"
          autosize
          minRows={2}
          maxLength={4096}
          spellCheck={false}
          error={common.error}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
      {mode === 'rows' && common.error && <Input.Error mt={6}>{common.error}</Input.Error>}
      {text !== '' && view && text === asked && <Problems view={view} />}
    </div>
  )
}

/** The condition that a text says; none for no text; undefined for what is no condition. */
function modelIn(view: ExpressionView): ConditionModel | null | undefined {
  if (view.gives !== 'bool') return undefined
  if (view.text.trim() === '') return null
  return view.model ?? undefined
}

/** Where the API knows an expression: by its kind and field, and by what the definition listens to. */
function useExpressionPlace(path: string): { program: string; place: string; on: string | undefined } {
  const program = useProgram()
  const { kind, spec } = useForm()
  const { award, on } = spec as { award?: { kind?: string }; on?: unknown }
  const plain = plainPath(path)
  const field = plain === 'award.expression' && award?.kind === 'per-line' ? 'award.per-line' : plain
  return { program: program.key, place: `${kind}.${field}`, on: typeof on === 'string' ? on : undefined }
}

function Problems({ view }: { view: ExpressionView }) {
  const t = useText()
  if (view.problems.length === 0) return null
  return (
    <Alert color="orange" radius="md" mt="xs" py="xs">
      <Stack gap={4}>
        {view.problems.map(({ message, position }) => (
          <Text size="sm" key={message}>
            {position && (
              <Text span fw={600}>
                {t('condition.position', { line: position.line, column: position.column })}{' '}
              </Text>
            )}
            <bdi>{message}</bdi>
          </Text>
        ))}
      </Stack>
    </Alert>
  )
}
