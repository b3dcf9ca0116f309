import type {
  ActivityRecord,
  BackupsView,
  DefinitionKind,
  DefinitionView,
  JournalRow,
  MemberSummary,
  MemberView,
  Overview,
  ProgramView,
  ProofView,
  ReleaseView,
} from '@perennial/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { read } from './api.ts'

export interface MemberPage {
  members: MemberSummary[]
  next: string | null
}
export interface JournalPage {
  rows: JournalRow[]
  next: string | null
}
export interface ActivityPage {
  activities: ActivityRecord[]
  next: string | null
}

export interface ReleasePage {
  releases: ReleaseView[]
  next?: string | null
}

/** How many rows a page of a list holds. */
const pageSize = 25

/** Every programme that this session may see. */
export function programsQuery() {
  return queryOptions({
    queryKey: ['programs'],
    queryFn: async ({ signal }) =>
      (await read<{ programs: ProgramView[] }>(['programs'], { signal })).programs,
  })
}

/**
 * The first page of a programme between two calendar days, both included. Without them: the 90 days that lead up to
 * today, or to the last activity of an imported history.
 */
export function overviewQuery(program: string, span: { from?: string | undefined; to?: string | undefined }) {
  return queryOptions({
    queryKey: ['overview', program, span],
    queryFn: ({ signal }) =>
      read<Overview>(['programs', program, 'overview'], { search: { ...span }, signal }),
  })
}

export function membersQuery(program: string, list: { query: string; cursor: string | undefined }) {
  return queryOptions({
    queryKey: ['members', program, list],
    queryFn: ({ signal }) =>
      read<MemberPage>(['programs', program, 'members'], {
        search: { query: list.query, cursor: list.cursor, limit: pageSize },
        signal,
      }),
  })
}

interface MemberKey {
  program: string
  member: string
}

/** A member now, or as of an RFC 3339 instant. */
export function memberQuery({ program, member }: MemberKey, at: string | undefined) {
  return queryOptions({
    queryKey: ['member', program, member, at ?? 'now'],
    queryFn: ({ signal }) =>
      read<MemberView>(['programs', program, 'members', member], { search: { at }, signal }),
  })
}

export function journalQuery({ program, member }: MemberKey) {
  return infiniteQueryOptions({
    queryKey: ['journal', program, member],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      read<JournalPage>(['programs', program, 'members', member, 'journal'], {
        search: { cursor: pageParam, limit: pageSize },
        signal,
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export function activitiesQuery({ program, member }: MemberKey) {
  return infiniteQueryOptions({
    queryKey: ['activities', program, member],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      read<ActivityPage>(['programs', program, 'members', member, 'activities'], {
        search: { cursor: pageParam, limit: pageSize },
        signal,
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** One activity with the verdict of every rule. */
export function activityQuery(program: string, activity: string) {
  return queryOptions({
    queryKey: ['activity', program, activity],
    queryFn: ({ signal }) =>
      read<ActivityRecord>(['programs', program, 'activities', activity], {
        search: { explain: true },
        signal,
      }),
  })
}

/** How often somebody who watches a verification hears how far it is. */
const watchEveryMs = 1_000

/** What is known about the books of a programme; asked again and again while they are verified. */
export function proofQuery(program: string, isWatched: boolean) {
  return queryOptions({
    queryKey: ['proof', program],
    queryFn: ({ signal }) => read<ProofView>(['programs', program, 'verify'], { signal }),
    refetchInterval: (query) => (isWatched || query.state.data?.running ? watchEveryMs : false),
  })
}

/**
 * A definition of a programme: a currency's unit and worth, a ladder's metric. Pages are complete without it, so a
 * failure is not tried again and not shown.
 */
export function definitionQuery<Spec>(program: string, named: { kind: DefinitionKind; key: string }) {
  return queryOptions({
    queryKey: ['definition', program, named.kind, named.key],
    queryFn: async ({ signal }) => {
      const path = ['programs', program, 'definitions', named.kind, named.key]
      return (await read<Omit<DefinitionView, 'spec'> & { spec: Spec }>(path, { signal })).spec
    },
    retry: false,
    staleTime: 300_000,
  })
}

/** Releases, newest first. */
export function releasesQuery(program: string) {
  return infiniteQueryOptions({
    queryKey: ['releases', program],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      read<ReleasePage>(['programs', program, 'releases'], {
        search: { cursor: pageParam, limit: pageSize },
        signal,
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** The backups of the installation; refused to everybody but those who run it. */
export function backupsQuery() {
  return queryOptions({
    queryKey: ['backups'],
    queryFn: ({ signal }) => read<BackupsView>(['backups'], { signal }),
  })
}
