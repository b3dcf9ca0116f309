import { Group, Paper, Text, Title } from '@mantine/core'
import type { ProofView } from '@perennial/contract'
import { Copyable } from '../../ui/copyable.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Instant } from '../../ui/values.tsx'

/** The end of the chain of seals, to be taken along and kept elsewhere. */
export function ChainPanel({ proof }: { proof: ProofView }) {
  const t = useText()
  const format = useFormat()
  const { head, sealed } = proof
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="chain">
      <Title order={2} size="h4" id="chain">
        {t('proof.head')}
      </Title>
      <Text c="dimmed" mt={4} maw="72ch">
        {head === null ? t('proof.head.none') : t('proof.head.text')}
      </Text>
      {head !== null && (
        <Group mt="md">
          <Copyable text={`${head.seal}:${head.hash}`} label={t('proof.head')} />
        </Group>
      )}
      {sealed !== null && (
        <Text size="sm" c="dimmed" mt="sm" component="div">
          {t('proof.sealed', { count: sealed.rows, shown: format.number(sealed.rows) })} ·{' '}
          <Instant at={sealed.at} />
        </Text>
      )}
    </Paper>
  )
}
