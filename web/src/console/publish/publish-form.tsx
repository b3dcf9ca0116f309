import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import type { BetaAudience, ProposalView, ReleaseView } from '@perennial/contract'
import { IconUsers } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { command } from '../../data/api.ts'
import { useCommandKey } from '../../data/command-key.ts'
import { designKeys } from '../../data/design-queries.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { BetaDialog } from '../beta/beta-dialog.tsx'
import { useBeta } from '../beta/live-panel.tsx'
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
  const format = useFormat()
  const { fourEyes } = useProgram()
  const isPast = useIsPast()
  const [note, setNote] = useState('')
  const [at, setAt] = useState<string>()
  const [isNoteMissing, setNoteMissing] = useState(false)
  // A second press comes before React has disabled the button.
  const isSending = useRef(false)
  const { publish, propose } = useSending(onPublished)
  const beta = useBeta()
  const [isChoosing, setChoosing] = useState(false)
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
  function choose(): void {
    setNoteMissing(note.trim() === '')
    setChoosing(note.trim() !== '')
  }
  function begin(): void {
    setNote('')
    setAt(undefined)
  }
  const error = publish.error ?? propose.error
  return (
    <>
      <form onSubmit={submit}>
        <Stack gap="md" mt="md">
          <Text>{fourEyes ? t('review.fourEyes') : t('publish.text')}</Text>
          {beta && (
            <Alert color="yellow" radius="md" py="xs" icon={<IconUsers size={18} aria-hidden />}>
              {t('beta.blocked', { number: format.number(beta.proposal) })}
            </Alert>
          )}
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
            <Ways
              isPublishing={publish.isPending}
              isProposing={propose.isPending}
              isScheduled={at !== undefined}
              isHeldBack={beta !== undefined}
              ask={ask}
              choose={choose}
            />
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
      {/* Not inside the form: what is sent in a dialog would be sent by the form around it, too. */}
      <BetaDialog
        opened={isChoosing}
        close={() => setChoosing(false)}
        begin={(audience) => propose.mutateAsync({ note: note.trim(), at: undefined, audience }).then(begin)}
      />
    </>
  )
}

interface WaysProps {
  isPublishing: boolean
  isProposing: boolean
  /** Whether a day was chosen. */
  isScheduled: boolean
  /** Whether something else is with a test group. */
  isHeldBack: boolean
  ask: () => void
  choose: () => void
}

/** What one person alone may do: publish, have it seen or scheduled, or give it to some first. */
function Ways({ isPublishing, isProposing, isScheduled, isHeldBack, ask, choose }: WaysProps) {
  const t = useText()
  const isPending = isPublishing || isProposing
  return (
    <Group gap="sm">
      <Button type="submit" loading={isPublishing} disabled={isPending || isScheduled || isHeldBack}>
        {t('publish.action')}
      </Button>
      <Button
        variant="default"
        loading={isProposing}
        disabled={isPending || (isScheduled && isHeldBack)}
        onClick={ask}
      >
        {isScheduled ? t('publish.schedule') : t('publish.propose')}
      </Button>
      <Button variant="default" disabled={isPending || isHeldBack} onClick={choose}>
        {t('proposals.beta')}
      </Button>
    </Group>
  )
}

interface Proposing {
  note: string
  at: string | undefined
  /** Who gets it at once, before everyone. */
  audience?: BetaAudience
}

/** The ways out of the drafts. */
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
    mutationFn: async ({ note, at, audience }: Proposing) => {
      const path = ['programs', program.key, 'proposals']
      // With four eyes, the approval schedules it.
      const body = { note, ...(program.fourEyes && at !== undefined ? { publishAt: at } : {}) }
      const key = keyFor({ note, at, audience })
      const made = await command<ProposalView>(path, { body, idempotencyKey: key })
      const one = [...path, String(made.proposal)]
      if (audience !== undefined)
        await command([...one, 'beta'], { body: { audience }, idempotencyKey: `${key}-beta` })
      if (at === undefined || program.fourEyes) return
      await command([...one, 'publish'], {
        body: { at },
        idempotencyKey: `${key}-at`,
      })
    },
    onSettled: refresh,
  })
  return { publish, propose }
}
