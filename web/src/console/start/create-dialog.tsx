import { Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { ProgramView, TemplateView } from '@perennial/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { command } from '../../data/api.ts'
import { useCommandKey } from '../../data/command-key.ts'
import { useText } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import { Code } from '../../ui/values.tsx'
import { keyFrom } from '../design/kinds.ts'
import { type Books, BooksFields, ownZone } from './books-fields.tsx'

interface CreateProps {
  /** Undefined: an empty programme. */
  template: TemplateView | undefined
  programs: readonly ProgramView[]
  close: () => void
}

function booksFor(template: TemplateView | undefined): Books | undefined {
  if (template === undefined) return undefined
  return { currency: template.money, timeZone: ownZone() ?? template.timeZone }
}

/** What the programme is called, and in which money and days it counts; then it is there. */
export function CreateDialog({ template, programs, close }: CreateProps) {
  const t = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const keyFor = useCommandKey()
  const [name, setName] = useState(template?.look?.name ?? template?.name ?? '')
  const [isTest, setTest] = useState(false)
  const [books, setBooks] = useState(() => booksFor(template))
  const key = keyFrom(name, 'programme', [...programs.map((each) => each.key)])
  const sent = useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      command<ProgramView>(['programs'], { body, idempotencyKey: keyFor(body) }),
    onSuccess: async (created) => {
      await client.invalidateQueries({ queryKey: ['programs'] })
      await navigate({ to: '/$program/design', params: { program: created.key } })
    },
  })
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (name.trim() === '' || sent.isPending) return
    sent.mutate({
      key,
      name: name.trim(),
      ...(template ? { template: template.key, ...books } : {}),
      ...(isTest ? { test: true } : {}),
    })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('start.create.title')}
      centered
      radius="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
      styles={{ title: { fontWeight: 650 } }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('start.name')}
            description={t('start.name.text')}
            data-autofocus
            required
            dir="auto"
            autoComplete="off"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            {t('start.key')} <Code>{key}</Code>
          </Text>
          {books && <BooksFields books={books} change={setBooks} />}
          <Switch
            label={t('start.test')}
            description={t('start.test.text')}
            checked={isTest}
            onChange={(event) => setTest(event.currentTarget.checked)}
          />
          {sent.error && <Refused error={sent.error} />}
          <Group gap="sm" justify="flex-end">
            <Button variant="default" onClick={close} disabled={sent.isPending}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={sent.isPending} disabled={name.trim() === ''}>
              {t('start.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
