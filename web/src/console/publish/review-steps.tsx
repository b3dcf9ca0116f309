import { Alert, Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core'
import type { DefinitionKind, ReleaseView } from '@perennial/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { command } from '../../data/api.ts'
import { useCommandKey } from '../../data/command-key.ts'
import { designKeys } from '../../data/design-queries.ts'
import type { Comparison } from '../../data/release-queries.ts'
import { useFormat, useText, useTextOr } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import { useFieldWords } from '../design/form/form-state.tsx'
import { useProgram } from '../program.tsx'
import { Changes } from '../releases/changes.tsx'

interface ReviewProps {
  comparison: Comparison
  onPublished: (release: number) => void
}

/** The steps to a release, one below the other: nothing is published that was not seen. */
export function ReviewSteps({ comparison, onPublished }: ReviewProps) {
  const t = useText()
  const format = useFormat()
  const { changes, errors } = comparison
  return (
    <Stack gap="lg">
      <Step
        number={1}
        title={t('publish.changes', { count: changes.length, shown: format.number(changes.length) })}
      >
        <Changes changes={changes} />
      </Step>
      <Step number={2} title={t('publish.publish')}>
        {errors.length > 0 ? <Faults errors={errors} /> : <PublishForm onPublished={onPublished} />}
      </Step>
    </Stack>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  const format = useFormat()
  const id = `step-${number}`
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {`${format.number(number)}. ${title}`}
      </Title>
      {children}
    </Paper>
  )
}

/** What keeps the drafts from being published, each with the way to it. */
function Faults({ errors }: { errors: Comparison['errors'] }) {
  const t = useText()
  return (
    <Alert
      mt="md"
      color="orange"
      radius="md"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={t('publish.faults')}
    >
      <Stack gap="xs">
        {errors.map((error) => (
          <Fault key={`${error.field}/${error.message}`} error={error} />
        ))}
      </Stack>
    </Alert>
  )
}

function Fault({ error }: { error: Comparison['errors'][number] }) {
  const textOr = useTextOr()
  const program = useProgram()
  const [, kind = '', key = '', path = ''] =
    /^([a-z-]+)\/([a-z0-9._-]+?)(?:\.([A-Za-z].*))?$/.exec(error.field) ?? []
  const words = useFieldWords(kind as DefinitionKind)
  return (
    <div>
      <Link to="/$program/design/$kind/$key" params={{ program: program.key, kind, key }}>
        {textOr(`kind.${kind}`, kind)} <bdi>{key}</bdi>
        {path && ` · ${words.label(path)}`}
      </Link>
      <Text size="sm">
        <bdi>{error.message}</bdi>
      </Text>
    </div>
  )
}

const noteCharacters = 500

function PublishForm({ onPublished }: { onPublished: (release: number) => void }) {
  const t = useText()
  const program = useProgram()
  const client = useQueryClient()
  const keyFor = useCommandKey()
  const [note, setNote] = useState('')
  // A second press comes before React has disabled the button.
  const isSending = useRef(false)
  const sent = useMutation({
    mutationFn: (body: { note: string }) =>
      command<ReleaseView>(['programs', program.key, 'releases'], { body, idempotencyKey: keyFor(body) }),
    onSuccess: async ({ number }) => {
      onPublished(number)
      const keys = ['programs', 'releases', ...designKeys]
      await Promise.all(keys.map((name) => client.invalidateQueries({ queryKey: [name] })))
    },
    onSettled: () => {
      isSending.current = false
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isSending.current) return
        isSending.current = true
        sent.mutate({ note: note.trim() })
      }}
    >
      <Stack gap="md" mt="md">
        <Text>{t('publish.text')}</Text>
        <Textarea
          label={t('publish.note')}
          description={t('publish.note.text')}
          autosize
          minRows={2}
          maxLength={noteCharacters}
          dir="auto"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {sent.error && <Refused error={sent.error} />}
        <Group>
          <Button type="submit" loading={sent.isPending}>
            {t('publish.action')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
