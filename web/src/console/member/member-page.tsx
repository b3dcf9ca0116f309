import { Alert, Button, Group, Stack, Tabs } from '@mantine/core'
import type { MemberView } from '@perennial/contract'
import {
  IconHistory,
  IconPackage,
  IconReceipt,
  IconReportMoney,
  IconShoppingCartPause,
  IconTimeline,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { memberQuery } from '../../data/queries.ts'
import { endOfDay, todayIn } from '../../ui/calendar.ts'
import { DayPicker } from '../../ui/day-picker.tsx'
import { useFormat, useText } from '../../ui/locale.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { type Currencies, useCurrencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { WhyDrawer } from '../why/why-drawer.tsx'
import { AccountActions } from './account-actions.tsx'
import { AccountNotices } from './account-notices.tsx'
import { Back } from './back.tsx'
import { HoldsTab } from './holds-tab.tsx'
import { JournalTab } from './journal-tab.tsx'
import { LotsTab } from './lots-tab.tsx'
import { MemberHeader } from './member-header.tsx'
import { OrdersTab } from './orders-tab.tsx'
import { Standing } from './standing.tsx'
import { StatementTab } from './statement-tab.tsx'

const route = getRouteApi('/$program/members/$member')
const tabs = ['orders', 'journal', 'lots', 'holds', 'statement'] as const

/** One member: what they hold, where they stand, what happened, and why. */
export function MemberPage() {
  const t = useText()
  const program = useProgram()
  const { member: id } = route.useParams()
  const { at: day, activity } = route.useSearch()
  const navigate = route.useNavigate()
  const at = day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? endOfDay(day, program.timeZone) : undefined
  const member = useQuery(memberQuery({ program: program.key, member: id }, at))
  const currencies = useCurrencies(member.data?.balances.map((each) => each.currency) ?? [])
  const title = member.data
    ? (member.data.name ?? member.data.externalId ?? t('member.title'))
    : t('member.title')
  return (
    <>
      <Back program={program.key} />
      {member.isPending && <Loading rows={4} height={96} />}
      {member.error && <Failure error={member.error} retry={() => void member.refetch()} />}
      {member.data && !member.error && (
        <Page
          title={title}
          subtitle={<MemberHeader member={member.data} />}
          actions={<Actions member={member.data} day={day} currencies={currencies} />}
        >
          <Stack gap="lg">
            {day && <PastNotice day={day} />}
            <AccountNotices member={member.data} />
            <Standing member={member.data} currencies={currencies} />
            <MemberTabs member={member.data} currencies={currencies} />
          </Stack>
        </Page>
      )}
      <WhyDrawer
        activity={activity}
        close={() =>
          void navigate({ search: ({ activity: _, ...rest }) => rest, replace: true, resetScroll: false })
        }
      />
    </>
  )
}

interface ActionsProps {
  member: MemberView
  currencies: Currencies
  day: string | undefined
}

/** The day to look at; who looks back cannot change what is now. */
function Actions({ member, currencies, day }: ActionsProps) {
  return (
    <Group gap="sm">
      <AsOf day={day} />
      {!day && <AccountActions member={member} currencies={currencies} />}
    </Group>
  )
}

function AsOf({ day }: { day: string | undefined }) {
  const t = useText()
  const program = useProgram()
  const navigate = route.useNavigate()
  const today = todayIn(program.timeZone, new Date(program.clock()))
  return (
    <DayPicker
      label={t('asOf.label')}
      value={day}
      placeholder={t('asOf.now')}
      today={today}
      onChange={(chosen) =>
        void navigate({
          search: ({ at: _, ...rest }) => (chosen === today ? rest : { ...rest, at: chosen }),
          resetScroll: false,
        })
      }
    />
  )
}

function PastNotice({ day }: { day: string }) {
  const t = useText()
  const format = useFormat()
  const navigate = route.useNavigate()
  return (
    <Alert
      variant="light"
      color="yellow"
      radius="lg"
      icon={<IconHistory size={20} />}
      title={t('asOf.title', { day: format.day(day) })}
    >
      <Group justify="space-between">
        <span>{t('asOf.text')}</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void navigate({ search: ({ at: _, ...rest }) => rest, resetScroll: false })}
        >
          {t('asOf.back')}
        </Button>
      </Group>
    </Alert>
  )
}

function MemberTabs({ member, currencies }: { member: MemberView; currencies: Currencies }) {
  const t = useText()
  const { tab } = route.useSearch()
  const navigate = route.useNavigate()
  const several = member.balances.length > 1
  const current = tabs.find((each) => each === tab) ?? 'orders'
  return (
    <Tabs
      value={current}
      onChange={(next) =>
        void navigate({
          search: (before) => ({ ...before, tab: next ?? 'orders' }),
          replace: true,
          resetScroll: false,
        })
      }
      keepMounted={false}
    >
      <Tabs.List mb="md">
        <Tabs.Tab value="orders" leftSection={<IconReceipt size={18} />}>
          {t('member.tab.orders')}
        </Tabs.Tab>
        <Tabs.Tab value="journal" leftSection={<IconTimeline size={18} />}>
          {t('member.tab.journal')}
        </Tabs.Tab>
        <Tabs.Tab value="lots" leftSection={<IconPackage size={18} />}>
          {t('member.tab.lots')}
        </Tabs.Tab>
        <Tabs.Tab value="holds" leftSection={<IconShoppingCartPause size={18} />}>
          {t('member.tab.holds')}
        </Tabs.Tab>
        <Tabs.Tab value="statement" leftSection={<IconReportMoney size={18} />}>
          {t('member.tab.statement')}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="orders">
        <OrdersTab member={member.id} currencies={currencies} />
      </Tabs.Panel>
      <Tabs.Panel value="journal">
        <JournalTab member={member.id} currencies={currencies} severalCurrencies={several} />
      </Tabs.Panel>
      <Tabs.Panel value="lots">
        <LotsTab lots={member.lots} currencies={currencies} severalCurrencies={several} />
      </Tabs.Panel>
      <Tabs.Panel value="holds">
        <HoldsTab member={member.id} currencies={currencies} />
      </Tabs.Panel>
      <Tabs.Panel value="statement">
        <StatementTab member={member.id} currencies={currencies} />
      </Tabs.Panel>
    </Tabs>
  )
}
