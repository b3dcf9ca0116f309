import type { Client } from 'openapi-fetch'
import { streamLines } from './activity-stream.ts'
import { answered, type CallOptions, done, pathSerializer, sent } from './calls.ts'
import type { paths } from './openapi.ts'
import type { Retries } from './retries.ts'
import type { Fetch } from './retrying-fetch.ts'

type Api = Client<paths>
type ActivityBody = BodyOf<At<'/v1/programs/{program}/activities', 'post'>>
type At<Path extends keyof paths, Method extends keyof paths[Path]> = NonNullable<paths[Path][Method]>
type BodyOf<Route> = Route extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : never
type ReplyOf<Route> = Route extends { responses: { 200: { content: { 'application/json': infer Body } } } }
  ? Body
  : never

/** A body as JSON takes it: what may be absent may also be undefined, which is then left out. */
type Sendable<T> = T extends object
  ? { [Name in keyof T]: object extends Pick<T, Name> ? Sendable<T[Name]> | undefined : Sendable<T[Name]> }
  : T

export type ActivityInput = Sendable<ActivityBody>
export type ActivityReply = ReplyOf<At<'/v1/programs/{program}/activities', 'post'>>
/** What became of one item: `reply`, or `problem` with a code of the catalogue. */
export type ActivityOutcome = ReplyOf<
  At<'/v1/programs/{program}/activities:batch', 'post'>
>['outcomes'][number]
type MemberBody = BodyOf<At<'/v1/programs/{program}/members', 'post'>>
export type MemberCreate = Sendable<MemberBody>
type MemberPatchBody = BodyOf<At<'/v1/programs/{program}/members/{member}', 'patch'>>
export type MemberPatch = Sendable<MemberPatchBody>
type DefinitionPath = At<'/v1/programs/{program}/definitions/{kind}/{key}', 'get'>['parameters']['path']
export type DefinitionKind = DefinitionPath['kind']

/** One programme: made by `perennial.program(key)`. */
export type ProgramClient = ReturnType<typeof programClient>

interface Page extends CallOptions {
  /** `next` of the page before. */
  cursor?: string
  /** 1 to 200. */
  limit?: number
}

interface Period extends CallOptions {
  /** Days such as `2026-11-23`, both included. */
  from?: string
  to?: string
}

export interface ProgramWiring {
  api: Api
  baseUrl: string
  headers: Record<string, string>
  fetch: Fetch
  retries: Retries
  program: string
}

/** The routes inside one programme. */
export function programClient(wiring: ProgramWiring) {
  const { api } = wiring
  const path = { program: wiring.program }
  const period = ({ from, to }: Period) => ({ ...(from && { from }), ...(to && { to }) })
  return {
    members: memberCalls(wiring),
    activities: activityCalls(wiring),
    definitions: definitionCalls(wiring),
    releases: {
      /** Newest first, each with what it changed. */
      list: (page: Page = {}) =>
        answered(
          api.GET('/v1/programs/{program}/releases', {
            params: { path, query: pageOf(page) },
            ...sent(page),
          }),
        ),
      get: (number: number, call: CallOptions = {}) =>
        answered(
          api.GET('/v1/programs/{program}/releases/{number}', {
            params: { path: { ...path, number } },
            ...sent(call),
          }),
        ),
      /** Publishes the drafts as the next release. */
      publish: (body: { note?: string } = {}, call: CallOptions = {}) =>
        answered(api.POST('/v1/programs/{program}/releases', { params: { path }, body, ...sent(call) })),
    },
    reports: {
      overview: (of: Period = {}) =>
        answered(
          api.GET('/v1/programs/{program}/overview', { params: { path, query: period(of) }, ...sent(of) }),
        ),
      ledger: (of: Period = {}) =>
        answered(
          api.GET('/v1/programs/{program}/reports/ledger', {
            params: { path, query: period(of) },
            ...sent(of),
          }),
        ),
    },
    /** Recomputes the books from the journal; `clean` says whether they add up. */
    verify: (call: CallOptions = {}) =>
      answered(api.POST('/v1/programs/{program}/verify', { params: { path }, ...sent(call) })),
  }
}

function pageOf({ cursor, limit }: Page) {
  return { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) }
}

/** Members are named by `mem_...`, or by `externalId:`, `email:`, `phone:` or `card:` and the value. */
function memberCalls({ api, program }: ProgramWiring) {
  const named = (member: string) => ({ path: { program, member } })
  return {
    enrol: (body: MemberCreate, call: CallOptions = {}) =>
      answered(
        api.POST('/v1/programs/{program}/members', {
          params: { path: { program } },
          body: body as MemberBody,
          ...sent(call),
        }),
      ),
    /** `query` is the start of an identifier or a name. */
    list: ({ query, ...page }: Page & { query?: string } = {}) =>
      answered(
        api.GET('/v1/programs/{program}/members', {
          params: {
            path: { program },
            query: { ...pageOf(page), ...(query === undefined ? {} : { query }) },
          },
          ...sent(page),
        }),
      ),
    /** `at` tells balances and tiers of another instant. */
    get: (member: string, { at, ...call }: CallOptions & { at?: string } = {}) =>
      answered(
        api.GET('/v1/programs/{program}/members/{member}', {
          params: { ...named(member), query: at === undefined ? {} : { at } },
          ...sent(call),
        }),
      ),
    /** `revision` is of the member that was read; refused with `edit_conflict` when it has changed since. */
    update: (
      member: string,
      { revision, ...body }: MemberPatch & { revision: number },
      call: CallOptions = {},
    ) =>
      answered(
        api.PATCH('/v1/programs/{program}/members/{member}', {
          params: named(member),
          body: body as MemberPatchBody,
          ...sent(call, { 'if-match': `"${revision}"` }),
        }),
      ),
    /** Newest first. */
    journal: (member: string, page: Page = {}) =>
      answered(
        api.GET('/v1/programs/{program}/members/{member}/journal', {
          params: { ...named(member), query: pageOf(page) },
          ...sent(page),
        }),
      ),
    /** Latest first. */
    activities: (member: string, page: Page = {}) =>
      answered(
        api.GET('/v1/programs/{program}/members/{member}/activities', {
          params: { ...named(member), query: pageOf(page) },
          ...sent(page),
        }),
      ),
  }
}

interface Asked extends CallOptions {
  /** Answer what would happen and change nothing. */
  dryRun?: boolean
  /** Add every rule with its verdict. */
  explain?: boolean
}

function flagsOf({ dryRun, explain }: Asked) {
  return {
    ...(dryRun === true ? { dryRun: 'true' as const } : {}),
    ...(explain === true ? { explain: 'true' as const } : {}),
  }
}

function activityCalls(wiring: ProgramWiring) {
  const { api, program, baseUrl, headers, fetch, retries } = wiring
  const path = { program }
  return {
    /** Records one; `status` of the reply is `parked` for a return whose order has not come. */
    record: (body: ActivityInput, asked: Asked = {}) =>
      answered(
        api.POST('/v1/programs/{program}/activities', {
          params: { path, query: flagsOf(asked) },
          body: body as ActivityBody,
          ...sent(asked),
        }),
      ),
    /** Records up to 1,000; an outcome for each, in their order. A bad item is an outcome, not an error. */
    batch: async (items: readonly ActivityInput[], asked: Asked = {}) => {
      const call = api.POST('/v1/programs/{program}/activities:batch', {
        params: { path, query: flagsOf(asked) },
        body: { items: [...items] as ActivityBody[] },
        ...sent(asked),
      })
      return (await answered(call)).outcomes
    },
    /**
     * Records any number, in bounded memory: an outcome for each, in their order, while they are sent. Broken
     * connections are made again and nothing is recorded twice.
     */
    async *stream(
      items: Iterable<ActivityInput> | AsyncIterable<ActivityInput>,
      call: { signal?: AbortSignal } = {},
    ): AsyncGenerator<ActivityOutcome, void, undefined> {
      const url = pathSerializer(`${baseUrl}/v1/programs/{program}/activities:stream`, path)
      yield* streamLines<ActivityInput, ActivityOutcome>(items, { url, headers, fetch, retries, ...call })
    },
    /** What was recorded; with `explain` why it earned what it earned. */
    get: (activity: string, asked: Omit<Asked, 'dryRun'> = {}) =>
      answered(
        api.GET('/v1/programs/{program}/activities/{activity}', {
          params: { path: { ...path, activity }, query: flagsOf(asked) },
          ...sent(asked),
        }),
      ),
  }
}

type Spec = { spec: Record<string, unknown>; revision?: number }

/** Drafts: nothing changes for members until they are published. */
function definitionCalls({ api, program }: ProgramWiring) {
  const url = '/v1/programs/{program}/definitions/{kind}/{key}'
  const named = (kind: DefinitionKind, key: string) => ({ params: { path: { program, kind, key } } })
  return {
    list: async ({ kind, ...call }: CallOptions & { kind?: DefinitionKind } = {}) => {
      const query = kind === undefined ? {} : { kind }
      const params = { path: { program }, query }
      return (await answered(api.GET('/v1/programs/{program}/definitions', { params, ...sent(call) })))
        .definitions
    },
    get: (kind: DefinitionKind, key: string, call: CallOptions = {}) =>
      answered(api.GET(url, { ...named(kind, key), ...sent(call) })),
    /** Creates, or with the `revision` that was read replaces. */
    put: (at: { kind: DefinitionKind; key: string }, { spec, revision }: Spec, call: CallOptions = {}) =>
      answered(api.PUT(url, { ...named(at.kind, at.key), body: { spec }, ...sent(call, ifMatch(revision)) })),
    remove: async (
      at: { kind: DefinitionKind; key: string },
      { revision }: { revision: number },
      call: CallOptions = {},
    ): Promise<void> => {
      await done(api.DELETE(url, { ...named(at.kind, at.key), ...sent(call, ifMatch(revision)) }))
    },
  }
}

function ifMatch(revision: number | undefined): Record<string, string> {
  return revision === undefined ? {} : { 'if-match': `"${revision}"` }
}
