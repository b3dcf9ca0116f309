import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import type { ProposalView, ReleaseView } from '@perennial/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { command } from '../../data/api.ts'
import { useCommandKey } from '../../data/command-key.ts'
import { designKeys } from '../../data/design-queries.ts'
import { useText } from '../../ui/locale.tsx'
import { InstantField } from '../design/form/instant-field.tsx'
import { useProgram } from '../program.tsx'
import { Blocked } from './blocked.tsx'
import { useIsPast } from './use-is-past.ts'

const noteCharacters = 500

interface PublishFormProps {
  onPublished: (release: number) => void
}

/** Publish now, or have somebody else look first, which is the only way with four eyes; with a day, it goes out by itself. */
export function PublishForm({ onPublished }: PublishFormProps) {
  const t = useText()
  const { fourEyes } = useProgram()
  const isPast = useIsPast()
  const [note, setNote] = useState('')
  const [at, setAt] = useState<string>()
  const [isNoteMissing, setNoteMissing] = useState(false)
  // A second press comes before React has disabled the button.
  const isSending = useRef(false)
  const { publish, propose } = useSending(onPublished)
  const isPending = publish.isPending || propose.isPending
  function send(run: () => Promise<unknown>): void {
    if (isSending.current) return
    isSending.current = true
    void run()
      .catch(() => undefined)
      .finally(() => {
        isSending.current = false
      })
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (fourEyes) ask()
    else send(() => publish.mutateAsync({ note: note.trim() }))
  }
  function ask(): void {
    setNoteMissing(note.trim() === '')
    if (note.trim() === '' || isPast(at)) return
    send(() => propose.mutateAsync({ note: note.trim(), at }).then(begin))
  }
  function begin(): void {
    setNote('')
    setAt(undefined)
  }
  const error = publish.error ?? propose.error
  return (
    <form onSubmit={submit}>
      <Stack gap="md" mt="md">
        <Text>{fourEyes ? t('review.fourEyes') : t('publish.text')}</Text>
        <Textarea
          label={t('publish.note')}
          description={fourEyes ? t('review.note.text') : t('publish.note.text')}
          autosize
          minRows={2}
          maxLength={noteCharacters}
          dir="auto"
          value={note}
          error={isNoteMissing && note.trim() === '' ? t('publish.note.missing') : undefined}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {error && <Blocked error={error} />}
        {fourEyes ? (
          <Group>
            <Button type="submit" loading={isPending}>
              {t('review.ask')}
            </Button>
          </Group>
        ) : (
          <Group gap="sm">
            <Button type="submit" loading={publish.isPending} disabled={isPending || at !== undefined}>
              {t('publish.action')}
            </Button>
            <Button variant="default" loading={propose.isPending} disabled={isPending} onClick={ask}>
              {at === undefined ? t('publish.propose') : t('publish.schedule')}
            </Button>
          </Group>
        )}
        <InstantField
          id="publish-at"
          label={t('publish.at')}
          description={fourEyes ? t('review.at.text') : t('publish.at.text')}
          value={at}
          isRequired={false}
          error={isPast(at) ? t('review.at.past') : undefined}
          onChange={setAt}
        />
      </Stack>
    </form>
  )
}

/** The two ways out of the drafts. */
function useSending(onPublished: (release: number) => void) {
  const program = useProgram()
  const client = useQueryClient()
  const keyFor = useCommandKey()
  const refresh = () =>
    Promise.all(
      ['proposals', 'programs', 'releases', ...designKeys].map((name) =>
        client.invalidateQueries({ queryKey: [name] }),
      ),
    )
  const publish = useMutation({
    mutationFn: (body: { note: string }) =>
      command<ReleaseView>(['programs', program.key, 'releases'], { body, idempotencyKey: keyFor(body) }),
    onSuccess: async ({ number }) => {
      onPublished(number)
      await refresh()
    },
  })
  const propose = useMutation({
    mutationFn: async ({ note, at }: { note: string; at: string | undefined }) => {
      const path = ['programs', program.key, 'proposals']
      // With four eyes, the approval schedules it.
      const body = { note, ...(program.fourEyes && at !== undefined ? { publishAt: at } : {}) }
      const made = await command<ProposalView>(path, { body, idempotencyKey: keyFor({ note, at }) })
      if (at === undefined || program.fourEyes) return
      await command([...path, String(made.proposal), 'publish'], {
        body: { at },
        idempotencyKey: `${keyFor({ note, at })}-at`,
      })
    },
    onSettled: refresh,
  })
  return { publish, propose }
}
