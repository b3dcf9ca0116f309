import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Broken, Missing } from './broken.tsx'
import { OverviewPage } from './overview/overview-page.tsx'
import { Shell } from './shell.tsx'
import { Start } from './start/start.tsx'

/** A page's address says all that is on it, so that every view can be shared and every Back works. */
type Search = Record<string, unknown>

function optional<Name extends string>(search: Search, ...names: Name[]): { [Key in Name]?: string } {
  const entries = names.flatMap((name) => {
    const value = search[name]
    return typeof value === 'string' && value !== '' ? [[name, value]] : []
  })
  return Object.fromEntries(entries)
}

function stringifySearch(search: Search): string {
  const given = Object.entries(search).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const text = new URLSearchParams(given).toString()
  return text && `?${text}`
}

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing, errorComponent: Broken })
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Start,
  validateSearch: (search: Search) => optional(search, 'start'),
})
const program = createRoute({ getParentRoute: () => root, path: '/$program', component: Shell })
const programStart = createRoute({
  getParentRoute: () => program,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$program/overview', params })
  },
})
const overview = createRoute({
  getParentRoute: () => program,
  path: '/overview',
  component: OverviewPage,
  validateSearch: (search: Search) => optional(search, 'period', 'from', 'to'),
})
const members = createRoute({
  getParentRoute: () => program,
  path: '/members',
  component: lazyRouteComponent(() => import('./members/members-page.tsx'), 'MembersPage'),
  validateSearch: (search: Search) => optional(search, 'query', 'cursor'),
})
const member = createRoute({
  getParentRoute: () => program,
  path: '/members/$member',
  component: lazyRouteComponent(() => import('./member/member-page.tsx'), 'MemberPage'),
  validateSearch: (search: Search) => optional(search, 'at', 'tab', 'activity', 'from', 'to'),
})
const releases = createRoute({
  getParentRoute: () => program,
  path: '/releases',
  component: lazyRouteComponent(() => import('./releases/releases-page.tsx'), 'ReleasesPage'),
  validateSearch: (search: Search) => optional(search, 'from', 'to'),
})

const approvals = createRoute({
  getParentRoute: () => program,
  path: '/approvals',
  component: lazyRouteComponent(() => import('./approvals/approvals-page.tsx'), 'ApprovalsPage'),
})
const accounts = createRoute({
  getParentRoute: () => program,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./accounts/accounts-page.tsx'), 'AccountsPage'),
  validateSearch: (search: Search) => optional(search, 'from', 'to'),
})
const proof = createRoute({
  getParentRoute: () => program,
  path: '/proof',
  component: lazyRouteComponent(() => import('./proof/proof-page.tsx'), 'ProofPage'),
})
const backups = createRoute({
  getParentRoute: () => program,
  path: '/backups',
  component: lazyRouteComponent(() => import('./backups/backups-page.tsx'), 'BackupsPage'),
})

const design = createRoute({
  getParentRoute: () => program,
  path: '/design',
  component: lazyRouteComponent(() => import('./design/design-page.tsx'), 'DesignPage'),
})
const definition = createRoute({
  getParentRoute: () => program,
  path: '/design/$kind/$key',
  component: lazyRouteComponent(() => import('./design/definition-page.tsx'), 'DefinitionPage'),
})
const newDefinition = createRoute({
  getParentRoute: () => program,
  path: '/design/new/$kind',
  component: lazyRouteComponent(() => import('./design/definition-page.tsx'), 'NewDefinitionPage'),
})
const bench = createRoute({
  getParentRoute: () => program,
  path: '/bench',
  component: lazyRouteComponent(() => import('./bench/bench-page.tsx'), 'BenchPage'),
})
const publish = createRoute({
  getParentRoute: () => program,
  path: '/publish',
  component: lazyRouteComponent(() => import('./publish/publish-page.tsx'), 'PublishPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    program.addChildren([
      programStart,
      overview,
      members,
      member,
      approvals,
      accounts,
      design,
      definition,
      newDefinition,
      bench,
      publish,
      releases,
      proof,
      backups,
    ]),
  ]),
  basepath: '/console',
  scrollRestoration: true,
  defaultErrorComponent: Broken,
  // Plain text in the address: a search for 2024 stays text and does not become a number.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
