import { AppShell, Burger, Group, NativeSelect, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ProgramView } from '@perennial/contract'
import {
  IconAdjustments,
  IconBook2,
  IconChartHistogram,
  IconDatabaseExport,
  IconPlus,
  IconReportMoney,
  IconShieldCheck,
  IconStack2,
  IconTestPipe,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { backupsQuery, programsQuery } from '../data/queries.ts'
import { remember } from '../data/remembered.ts'
import { TimeZoneProvider, useText } from '../ui/locale.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { Preferences } from './preferences.tsx'
import { ProgramProvider } from './program.tsx'
import styles from './shell.module.css'
import { SignOut } from './sign-out.tsx'

const route = getRouteApi('/$program')

/** The frame of every page of a programme. */
export function Shell() {
  const t = useText()
  const { program: key } = route.useParams()
  const programs = useQuery(programsQuery())
  const [opened, nav] = useDisclosure(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const program = programs.data?.find((each) => each.key === key)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu of a small screen
  useEffect(() => nav.close(), [path])
  useEffect(() => {
    if (program) remember('program', program.key)
  }, [program])
  const signedOut = programs.error !== null
  return (
    <AppShell
      layout="alt"
      header={{ height: 60 }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !opened, desktop: signedOut } }}
      padding="lg"
    >
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <AppShell.Header className={styles.header} px="lg">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Burger opened={opened} onClick={nav.toggle} hiddenFrom="sm" size="sm" aria-label={t('nav.menu')} />
          <span>{program?.test && <span className={styles.test}>{t('nav.test')}</span>}</span>
          <Preferences />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={styles.navbar} p="md" aria-label={t('nav.label')}>
        <Navigation programs={programs.data ?? []} current={key} close={nav.close} />
      </AppShell.Navbar>
      <AppShell.Main>
        <div className={styles.main} id="content" tabIndex={-1}>
          {programs.isPending && <Loading />}
          {programs.error && <Failure error={programs.error} retry={() => void programs.refetch()} />}
          {programs.data && (
            <ProgramProvider programKey={key} view={program}>
              <TimeZoneProvider timeZone={program?.timeZone ?? 'UTC'}>
                <Outlet />
              </TimeZoneProvider>
            </ProgramProvider>
          )}
        </div>
      </AppShell.Main>
    </AppShell>
  )
}

interface NavigationProps {
  programs: readonly ProgramView[]
  current: string
  close: () => void
}

function Navigation({ programs, current, close }: NavigationProps) {
  const t = useText()
  // Only those who run the installation may see its backups; for others there is no such page.
  const backups = useQuery({ ...backupsQuery(), enabled: programs.length > 0 })
  return (
    <>
      <Group justify="space-between" mb="md" wrap="nowrap">
        <Link to="/$program/overview" params={{ program: current }} className={styles.brand}>
          <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width={32} height={32} />
          {t('product.name')}
        </Link>
        <Burger opened onClick={close} hiddenFrom="sm" size="sm" aria-label={t('nav.close')} />
      </Group>
      <ProgramSelect programs={programs} current={current} />
      <Link to="/" search={{ start: 'template' }} className={styles.small}>
        <IconPlus size={16} aria-hidden />
        {t('nav.newProgram')}
      </Link>
      <Stack gap={4} mt="md" style={{ flexGrow: 1 }}>
        <PageLink
          to="/$program/overview"
          icon={<IconChartHistogram size={20} />}
          text={t('overview.title')}
        />
        <PageLink to="/$program/members" icon={<IconUsers size={20} />} text={t('members.title')} />
        <PageLink to="/$program/approvals" icon={<IconUserCheck size={20} />} text={t('approvals.title')} />
        <PageLink to="/$program/accounts" icon={<IconReportMoney size={20} />} text={t('accounts.title')} />
        <PageLink to="/$program/design" icon={<IconAdjustments size={20} />} text={t('design.title')} />
        <PageLink to="/$program/bench" icon={<IconTestPipe size={20} />} text={t('bench.title')} />
        <PageLink to="/$program/releases" icon={<IconStack2 size={20} />} text={t('releases.title')} />
        <PageLink to="/$program/proof" icon={<IconShieldCheck size={20} />} text={t('proof.title')} />
        {backups.data && (
          <PageLink
            to="/$program/backups"
            icon={<IconDatabaseExport size={20} />}
            text={t('backups.title')}
          />
        )}
      </Stack>
      <a className={styles.link} href="/docs">
        <IconBook2 size={20} aria-hidden />
        {t('nav.docs')}
      </a>
      <SignOut />
    </>
  )
}

type PagePath =
  | '/$program/overview'
  | '/$program/members'
  | '/$program/approvals'
  | '/$program/accounts'
  | '/$program/design'
  | '/$program/bench'
  | '/$program/releases'
  | '/$program/proof'
  | '/$program/backups'

/** Pages that stand under another one, though their address does not say so. */
const sections: Readonly<Record<string, PagePath>> = { '/$program/publish': '/$program/design' }

/** The link to a page, which also tells where somebody is who is below it. */
function PageLink({ to, icon, text }: { to: PagePath; icon: ReactNode; text: string }) {
  const { program } = route.useParams()
  const page = useRouterState({ select: ({ matches }) => matches.at(-1)?.fullPath ?? '' })
  const isBelow = sections[page] === to || page.startsWith(`${to}/`)
  const below = isBelow ? ({ 'aria-current': 'true', 'data-status': 'active' } as const) : {}
  return (
    <Link
      to={to}
      params={{ program }}
      className={styles.link}
      activeOptions={{ exact: true, includeSearch: false }}
      {...below}
    >
      <span aria-hidden style={{ display: 'flex' }}>
        {icon}
      </span>
      {text}
    </Link>
  )
}

function ProgramSelect({ programs, current }: { programs: readonly ProgramView[]; current: string }) {
  const t = useText()
  const navigate = useNavigate()
  return (
    <NativeSelect
      label={t('nav.program')}
      value={current}
      data={programs.map(({ key, name, test }) => ({
        value: key,
        label: test ? `${name} · ${t('nav.test')}` : name,
      }))}
      onChange={(event) =>
        void navigate({ to: '/$program/overview', params: { program: event.target.value } })
      }
    />
  )
}
