import { Badge, Button, Stack, Text } from '@mantine/core'
import type { Hold, WalletReply } from '@perennial/contract'
import { IconShoppingCartPause } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { command } from '../../data/api.ts'
import { holdsQuery } from '../../data/wallet-queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useText } from '../../ui/locale.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Code, Instant, Num } from '../../ui/values.tsx'
import type { Currencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { useRefreshMember } from './refresh-member.ts'

interface HoldsProps {
  member: string
  currencies: Currencies
}

/** What checkouts hold and held, latest first; one that is open can be given up. */
export function HoldsTab({ member, currencies }: HoldsProps) {
  const t = useText()
  const program = useProgram()
  const refresh = useRefreshMember()
  const holds = useQuery(holdsQuery({ program: program.key, member }))
  const [asked, setAsked] = useState<Hold>()
  const [isAsking, setAsking] = useState(false)
  if (holds.isPending) return <Loading />
  if (holds.error) return <Failure error={holds.error} retry={() => void holds.refetch()} />
  if (holds.data.length === 0) {
    return (
      <Empty icon={<IconShoppingCartPause size={28} />} title={t('holds.empty.title')}>
        {t('holds.empty.text')}
      </Empty>
    )
  }
  async function cancel(hold: Hold | undefined, idempotencyKey: string): Promise<void> {
    const path = ['programs', program.key, 'members', member, 'holds', hold?.hold ?? '', 'cancel']
    await command<WalletReply>(path, { body: {}, idempotencyKey })
    await refresh()
  }
  const amounts = (asked?.parts ?? []).map((part) => amountOf(part, currencies)).join(t('value.separator'))
  return (
    <Stack gap="md">
      <Text c="dimmed" size="sm">
        {t('holds.note')}
      </Text>
      <HoldsTable
        holds={holds.data}
        currencies={currencies}
        ask={(hold) => {
          setAsked(hold)
          setAsking(true)
        }}
      />
      <ConfirmDialog
        opened={isAsking}
        close={() => setAsking(false)}
        title={t('holds.cancel.title')}
        action={t('holds.cancel')}
        isDangerous
        run={(_, key) => cancel(asked, key)}
      >
        {t('holds.cancel.text', {
          amount: `\u2068${amounts}\u2069`,
          reference: `\u2068${asked?.reference ?? '—'}\u2069`,
        })}
      </ConfirmDialog>
    </Stack>
  )
}

function amountOf(part: { currency: string; amount: number }, currencies: Currencies): string {
  return `${currencies.amount(part.amount, part.currency)} ${currencies.name(part.currency)}`
}

const tones: Record<Hold['state'], string> = {
  open: 'yellow',
  captured: 'fern',
  cancelled: 'gray',
  lapsed: 'gray',
}

interface TableProps {
  holds: readonly Hold[]
  currencies: Currencies
  ask: (hold: Hold) => void
}

function HoldsTable({ holds, currencies, ask }: TableProps) {
  const t = useText()
  const columns: Column<Hold>[] = [
    {
      key: 'state',
      header: t('lots.state'),
      cell: ({ state }) => (
        <Badge variant={state === 'open' || state === 'captured' ? 'light' : 'default'} color={tones[state]}>
          {t(`holds.state.${state}`)}
        </Badge>
      ),
    },
    {
      key: 'reference',
      header: t('holds.reference'),
      cell: ({ reference }) => (reference ? <Code>{reference}</Code> : '—'),
    },
    { key: 'opened', header: t('holds.opened'), cell: (hold) => <Instant at={hold.openedAt} /> },
    {
      key: 'until',
      header: t('holds.until'),
      cell: (hold) => (
        <Instant at={hold.state === 'open' ? hold.expiresAt : (hold.closedAt ?? hold.expiresAt)} />
      ),
    },
    {
      key: 'amount',
      header: t('holds.amount'),
      numeric: true,
      cell: (hold) => <Parts hold={hold} currencies={currencies} />,
    },
    {
      key: 'cancel',
      header: t('holds.action'),
      numeric: true,
      cell: (hold) =>
        hold.state === 'open' ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-haspopup="dialog"
            aria-label={t('holds.cancel.label', { reference: `\u2068${hold.reference ?? hold.hold}\u2069` })}
            onClick={() => ask(hold)}
          >
            {t('holds.cancel')}
          </Button>
        ) : (
          '—'
        ),
    },
  ]
  return (
    <DataTable
      label={t('member.tab.holds')}
      columns={columns}
      rows={holds}
      rowKey={(hold) => hold.hold}
      height="34rem"
      minWidth={760}
    />
  )
}

function Parts({ hold, currencies }: { hold: Hold; currencies: Currencies }) {
  const t = useText()
  return hold.parts.map((part) => (
    <div key={part.currency}>
      <Num>{currencies.amount(part.amount, part.currency)}</Num> <bdi>{currencies.name(part.currency)}</bdi>
      {part.captured > 0 && part.captured < part.amount && (
        <Text span size="sm" c="dimmed" ms={6}>
          {t('holds.captured', { amount: currencies.amount(part.captured, part.currency) })}
        </Text>
      )}
    </div>
  ))
}
