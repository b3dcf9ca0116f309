import { Button, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { proposalQuery } from '../../data/release-queries.ts'
import { useText } from '../../ui/locale.tsx'
import { Refused } from '../../ui/refused.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Instant } from '../../ui/values.tsx'
import { useActorName } from '../actor-name.ts'
import { useProgram } from '../program.tsx'
import styles from './publish.module.css'
import { useProposalAct } from './use-proposal-act.ts'

const commentCharacters = 2000

/** What was said about a proposal, asked for when somebody looks; and room to answer, whatever became of it. */
export function ProposalComments({ proposal }: { proposal: number }) {
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles.deciles} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('review.comments')}</summary>
      {isOpen && (
        <Stack gap="sm">
          <Said proposal={proposal} />
          <Say proposal={proposal} />
        </Stack>
      )}
    </details>
  )
}

function Said({ proposal }: { proposal: number }) {
  const t = useText()
  const nameOf = useActorName()
  const program = useProgram()
  const { data, error, isPending, refetch } = useQuery(proposalQuery(program.key, proposal))
  if (isPending) return <Loading rows={2} height={40} />
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (data.comments.length === 0) return <Text size="sm">{t('review.comments.none')}</Text>
  return (
    <ol className={styles.comments}>
      {data.comments.map((comment, index) => (
        // Comments are only ever added, so a place is a name.
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two of them apart
        <li key={index}>
          <Text size="sm" c="dimmed" component="div">
            <bdi>{nameOf(comment.author)}</bdi> · <Instant at={comment.at} />
          </Text>
          <Text dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {comment.text}
          </Text>
        </li>
      ))}
    </ol>
  )
}

function Say({ proposal }: { proposal: number }) {
  const t = useText()
  const act = useProposalAct(proposal)
  const [text, setText] = useState('')
  const [isMissing, setMissing] = useState(false)
  function submit(event: FormEvent): void {
    event.preventDefault()
    setMissing(text.trim() === '')
    if (text.trim() === '' || act.isPending) return
    act.mutate({ verb: 'comments', body: { text: text.trim() } }, { onSuccess: () => setText('') })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs" align="flex-start">
        <Textarea
          label={t('review.comment')}
          autosize
          minRows={2}
          maxLength={commentCharacters}
          dir="auto"
          w="100%"
          value={text}
          error={isMissing && text.trim() === '' ? t('review.comment.missing') : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {act.error && <Refused error={act.error} />}
        <Button type="submit" variant="default" loading={act.isPending}>
          {t('review.comment.send')}
        </Button>
      </Stack>
    </form>
  )
}
