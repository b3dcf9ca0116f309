import { Text, Title } from '@mantine/core'
import type { ActivityRecord, Effect } from '@perennial/contract'
import type { ReactNode } from 'react'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Instant, Num } from '../../ui/values.tsx'
import { useActorName } from '../actor-name.ts'
import { type Currencies, useCurrencies } from '../currencies.ts'
import { Signed } from '../member/signed.tsx'
import { commandOf } from './command.ts'
import styles from './why.module.css'

/** A command on value: who gave it, why, and what it did to each currency. */
export function CommandContent({ record }: { record: ActivityRecord }) {
  const t = useText()
  const told = record.effects.filter((effect) => effect.kind === 'value' && effect.currency !== undefined)
  const parts = commandOf(record)?.parts ?? []
  const keys = [...new Set([...parts, ...told].map((each) => each.currency ?? ''))].filter(Boolean)
  const currencies = useCurrencies(keys)
  return (
    <>
      <Asked record={record} currencies={currencies} />
      <section aria-labelledby="why-did">
        <Title order={3} size="h5" id="why-did" mb="xs">
          {t('command.did')}
        </Title>
        {told.length === 0 ? (
          <Text c="dimmed">{t('command.did.nothing')}</Text>
        ) : (
          <DidTable told={told} currencies={currencies} />
        )}
      </section>
    </>
  )
}

const secondsOfMinute = 60

function Asked({ record, currencies }: { record: ActivityRecord; currencies: Currencies }) {
  const t = useText()
  const format = useFormat()
  const nameOf = useActorName()
  const told = commandOf(record)
  if (told === undefined) return null
  const minutes = Math.round((told.ttlSeconds ?? 0) / secondsOfMinute)
  const amounts = told.parts
    .map((part) => `${currencies.amount(part.amount, part.currency)} ${currencies.name(part.currency)}`)
    .join(t('value.separator'))
  const facts: [string, ReactNode][] = [
    [t('command.actor'), told.actor && <bdi>{nameOf(told.actor)}</bdi>],
    [t('command.approvedBy'), told.approvedBy && <bdi>{nameOf(told.approvedBy)}</bdi>],
    [t('form.reason'), told.reason && <bdi>{told.reason}</bdi>],
    [t('holds.reference'), told.reference && <bdi>{told.reference}</bdi>],
    [t('command.message'), told.message && <bdi>{told.message}</bdi>],
    [t('command.parts'), amounts && <bdi>{amounts}</bdi>],
    [
      t('command.money'),
      told.money && <Num>{format.money(told.money.amountMinor, told.money.currency)}</Num>,
    ],
    [
      t('command.ttl'),
      minutes > 0 && t('command.minutes', { count: minutes, shown: format.number(minutes) }),
    ],
    [t('journal.expires'), told.expiresAt && <Instant at={told.expiresAt} withTime={false} />],
  ]
  const shown = facts.filter(([, value]) => Boolean(value))
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="why-asked">
      <Title order={3} size="h5" id="why-asked" mb="xs">
        {t('command.asked')}
      </Title>
      <dl className={styles.facts}>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function DidTable({ told, currencies }: { told: readonly Effect[]; currencies: Currencies }) {
  const t = useText()
  const changed = (name: 'pending' | 'held') => told.some((effect) => effect[name] !== undefined)
  function column(name: 'amount' | 'pending' | 'held', header: string): Column<Effect> {
    return {
      key: name,
      header,
      numeric: true,
      cell: (effect) => (
        <Signed value={effect[name] ?? 0} currency={effect.currency ?? ''} currencies={currencies} />
      ),
    }
  }
  const columns: Column<Effect>[] = [
    {
      key: 'currency',
      header: t('adjust.currency'),
      cell: (effect) => <bdi>{currencies.name(effect.currency ?? '')}</bdi>,
    },
    column('amount', t('statement.spendable')),
    ...(changed('pending') ? [column('pending', t('lots.state.pending'))] : []),
    ...(changed('held') ? [column('held', t('lots.held'))] : []),
    {
      key: 'ends',
      header: t('journal.expires'),
      numeric: true,
      cell: (effect) => (effect.expiresAt ? <Instant at={effect.expiresAt} withTime={false} /> : '—'),
    },
  ]
  return (
    <DataTable
      label={t('command.did')}
      columns={columns}
      rows={told}
      rowKey={(effect, place) => `${place} ${effect.currency}`}
      minWidth={360}
    />
  )
}
