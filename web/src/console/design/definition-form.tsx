import { Badge, Group, Stack } from '@mantine/core'
import type { DefinitionKind } from '@perennial/contract'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, Suspense, useState } from 'react'
import type { JsonSchema, Spec } from '../../data/json-schema.ts'
import { useText, useTextOr } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Refused } from '../../ui/refused.tsx'
import { Loading } from '../../ui/states.tsx'
import { Code } from '../../ui/values.tsx'
import { useProgram } from '../program.tsx'
import { BackToDesign } from './back-to-design.tsx'
import { ConflictPanel } from './conflict-panel.tsx'
import { DefinitionActions } from './definition-actions.tsx'
import { type DraftEditor, useDraftEditor } from './draft-editor.ts'
import { FaultSummary } from './fault-summary.tsx'
import styles from './form/form.module.css'
import { FormProvider } from './form/form-state.tsx'
import { ObjectFields } from './form/object-field.tsx'
import { SchemaField } from './form/schema-field.tsx'
import { handMade } from './hand-made.ts'
import { LeaveGuard } from './leave-guard.tsx'
import { LiveLine } from './live-line.tsx'
import { SaveBar } from './save-bar.tsx'
import { nameOf, useOptions } from './use-options.ts'

interface DefinitionFormProps {
  kind: DefinitionKind
  /** Undefined while its name decides. */
  definitionKey: string | undefined
  keyFor?: (name: string) => string
  schema: JsonSchema
  initial: { spec: Spec; etag: string | undefined }
}

/** One definition as a form, with everything that can happen to an edit. */
export function DefinitionForm(props: DefinitionFormProps) {
  const { kind, definitionKey, keyFor, schema, initial } = props
  const t = useText()
  const textOr = useTextOr()
  const program = useProgram()
  const navigate = useNavigate()
  const optionsOf = useOptions(kind)
  const keyOf = (spec: Spec) => definitionKey ?? keyFor?.(nameOf({ key: '', spec })) ?? kind
  const editor = useDraftEditor({ kind, keyOf, schema, initial })
  const [isLeaving, setLeaving] = useState(false)
  const isNew = editor.base.etag === undefined
  const kindName = textOr(`kind.${kind}`, kind)
  const key = keyOf(editor.spec)
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (editor.isSaving) return
    const saved = await editor.save()
    if (saved === undefined || !isNew) return
    setLeaving(true)
    await navigate({ to: '/$program/design/$kind/$key', params: { program: program.key, kind, key: saved } })
  }
  const name = nameOf({ key, spec: editor.spec })
  return (
    <Page
      title={isNew ? t('design.new', { kind: kindName }) : name}
      subtitle={
        <Group gap="xs">
          <BackToDesign />
          <span aria-hidden>·</span>
          <Badge variant="light" color="gray">
            {kindName}
          </Badge>
          <Code>{key}</Code>
        </Group>
      }
      actions={!isNew && <DefinitionActions kind={kind} definitionKey={key} editor={editor} />}
    >
      <LeaveGuard isDirty={editor.isDirty && !isLeaving && !(isNew && editor.spec === initial.spec)} />
      <FormProvider
        state={{
          kind,
          spec: editor.spec,
          faults: editor.faults,
          currency: program.currency,
          optionsOf,
          Field: SchemaField,
        }}
      >
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack gap="lg">
            {editor.conflict && <ConflictPanel kind={kind} definitionKey={key} editor={editor} />}
            {editor.faults.size > 0 && <FaultSummary kind={kind} faults={editor.faults} />}
            {editor.error && <Refused error={editor.error} />}
            <Fields kind={kind} schema={schema} editor={editor} start={initial.spec} />
            {!isNew && handMade[kind]?.changesOrders && <LiveLine />}
            <SaveBar editor={editor} isNew={isNew} />
          </Stack>
        </form>
      </FormProvider>
    </Page>
  )
}

interface FieldsProps {
  kind: DefinitionKind
  schema: JsonSchema
  editor: DraftEditor
  /** What the definition was when the page was opened: what it had stays in sight. */
  start: Spec
}

/** What matters first, and the settings that most definitions leave as they are. */
function Fields({ kind, schema, editor, start }: FieldsProps) {
  const t = useText()
  const made = handMade[kind]
  const names = Object.keys(schema.properties ?? {}).filter((name) => !made?.fields.includes(name))
  const isFirst = (name: string) =>
    (made === undefined && (schema.required?.includes(name) || start[name] !== undefined)) ||
    (made === undefined && name === 'description')
  const first = names.filter(isFirst)
  const more = names.filter((name) => !isFirst(name))
  const hasFault = [...editor.faults.keys()].some((path) => more.includes(path.split(/[.[]/)[0] ?? ''))
  const all = { path: '', schema, value: editor.spec, onChange: editor.change }
  return (
    <>
      {made && (
        <Suspense fallback={<Loading rows={4} />}>
          <made.Editor schema={schema} spec={editor.spec} change={editor.change} />
        </Suspense>
      )}
      {first.length > 0 && (
        <div className={styles.panel}>
          <ObjectFields {...all} without={[...(made?.fields ?? []), ...more]} />
        </div>
      )}
      {more.length > 0 && (
        <details className={styles.more} open={hasFault || undefined}>
          <summary>{t('form.more')}</summary>
          <div>
            <ObjectFields {...all} without={[...(made?.fields ?? []), ...first]} />
          </div>
        </details>
      )}
    </>
  )
}
