import { Drawer, Stack, Text } from '@mantine/core'
import type { ActivityRecord } from '@perennial/contract'
import { useQuery } from '@tanstack/react-query'
import { activityQuery } from '../../data/queries.ts'
import { directionOf, useFormat, useLocale, useText } from '../../ui/locale.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Code, Instant, Num } from '../../ui/values.tsx'
import { useActivityName } from '../activity-name.ts'
import { useProgram } from '../program.tsx'
import { commandOf, isCommand } from './command.ts'
import { CommandContent } from './command-content.tsx'
import { OrderContent } from './order-content.tsx'
import { changeOf } from './order-lines.ts'
import { ReturnContent } from './return-content.tsx'
import { TierMoves } from './tier-moves.tsx'
import { Verdicts } from './verdicts.tsx'
import styles from './why.module.css'

/** Why an order, a return or anything else gave exactly these points. */
export function WhyDrawer({ activity, close }: { activity: string | undefined; close: () => void }) {
  const t = useText()
  const rtl = directionOf(useLocale().locale) === 'rtl'
  return (
    <Drawer
      opened={activity !== undefined}
      onClose={close}
      position={rtl ? 'left' : 'right'}
      size="min(38rem, 100vw)"
      title={t('why.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 2 }}
      styles={{
        title: { fontWeight: 650, fontSize: '1.15rem' },
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
      }}
    >
      {activity && <Why activity={activity} />}
    </Drawer>
  )
}

function Why({ activity }: { activity: string }) {
  const program = useProgram()
  const record = useQuery(activityQuery(program.key, activity))
  if (record.isPending) return <Loading rows={5} height={72} />
  if (record.error) return <Failure error={record.error} retry={() => void record.refetch()} />
  return (
    <Stack gap="lg">
      <Result record={record.data} />
      {isCommand(record.data) && <CommandContent record={record.data} />}
      <TierMoves effects={record.data.effects} />
      {answersByRule(record.data) && <Verdicts record={record.data} />}
      <OrderContent record={record.data} />
      <ReturnContent record={record.data} />
      <Origin record={record.data} />
    </Stack>
  )
}

/** A return is answered by what it matched, a command by who gave it: rules are told on what they listen to. */
function answersByRule(record: ActivityRecord): boolean {
  return (record.explain?.length ?? 0) > 0 || (record.type !== 'order.returned' && !isCommand(record))
}

function Result({ record }: { record: ActivityRecord }) {
  const t = useText()
  const nameOf = useActivityName()
  const format = useFormat()
  const points = changeOf(record.effects)
  return (
    <div className={styles.result}>
      <div>
        <Text fw={650}>
          {nameOf(record.type)} {!isCommand(record) && <Code>{record.sourceId}</Code>}
        </Text>
        <Text size="sm" component="div">
          <Instant at={record.occurredAt} />
        </Text>
        <Text size="sm">{summary({ t, record, points })}</Text>
      </div>
      {!isCommand(record) && (
        <div className={styles.total}>
          <Num>{format.signed(points)}</Num>
        </div>
      )}
    </div>
  )
}

function summary(input: { t: ReturnType<typeof useText>; record: ActivityRecord; points: number }): string {
  const { t, record, points } = input
  if (record.status === 'parked') return t('orders.parked.text')
  if (isCommand(record)) return commandOf(record)?.actor ? t('command.byStaff') : t('command.byCaller')
  if (points > 0) return t('why.gained')
  if (points < 0) return t('why.taken')
  return record.type === 'order.placed' ? t('why.nothing') : t('why.unchanged')
}

function Origin({ record }: { record: ActivityRecord }) {
  const t = useText()
  const format = useFormat()
  const parts = [
    t('why.source', { source: `\u2068${record.source}\u2069` }),
    record.input.store && t('why.store', { store: `\u2068${record.input.store}\u2069` }),
    record.input.channel && t('why.channel', { channel: `\u2068${record.input.channel}\u2069` }),
    t('why.release', { number: format.number(record.release) }),
  ]
  return (
    <Text size="sm" c="dimmed">
      {parts.filter(Boolean).join(' · ')}
    </Text>
  )
}
