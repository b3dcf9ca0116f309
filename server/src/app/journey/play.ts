import { instantText } from '../../kernel/instants.ts'
import { RefusalError } from '../../kernel/verdict.ts'
import { type Came, type Fault, judge } from './judge.ts'
import { memberPath, type Request, requestOf } from './requests.ts'
import type { Expected, Step } from './story.ts'

/** A running server, as any client asks it. */
export interface Server {
  ask(
    method: string,
    path: string,
    ask?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<{ status: number; headers: Headers; body: Readonly<Record<string, unknown>> }>
}

/** A story at work: what it has made so far, and where its clock stands. */
export interface Play {
  server: Server
  program: string
  /** The money of the programme. */
  currency: string
  /** Ids that the server gave, by the label of the story. */
  ids: Map<string, string>
  /** Attributes of people, as they were last sent. */
  attributes: Map<string, Record<string, unknown>>
  /** How far the programme's clock is ahead of this machine's. */
  aheadMs: number
}

/** When a step happens, and to whom. */
export interface Moment {
  at: number
  /** Counts from 1. */
  number: number
  who: string | undefined
}

/** Plays one step; what did not come as told. Throws the refusal of what no story may be refused. */
export async function playStep(play: Play, step: Step, moment: Moment): Promise<Fault[]> {
  await moveTo(play, moment.at)
  const acted = await act(play, step, moment)
  const expected = step.expect ?? {}
  return judge(expected, { ...acted, ...(await look(play, expected, moment)) })
}

/** Creates the test programme of a story. */
export async function begin(play: Play, start: { template: string; at: number }): Promise<void> {
  const { template, at } = start
  const body = { key: play.program, template, test: true, startsAt: instantText(at) }
  followClock(play, await must(play, 'POST /v1/programs', body))
}

async function moveTo(play: Play, at: number): Promise<void> {
  if (Date.now() + play.aheadMs >= at) return
  followClock(play, await must(play, `POST /v1/programs/${play.program}/clock`, { to: instantText(at) }))
}

function followClock(play: Play, body: Readonly<Record<string, unknown>>): void {
  play.aheadMs = Date.parse(String(body.now)) - Date.now()
}

async function must(play: Play, call: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> {
  const [method = '', path = ''] = call.split(' ')
  const reply = await play.server.ask(method, path, body === undefined ? {} : { body })
  if (reply.status < 300) return reply.body
  const { code, detail } = reply.body as { code?: string; detail?: string }
  throw new RefusalError({
    code: (code ?? 'internal') as RefusalError['refusal']['code'],
    detail: `${call} was answered ${reply.status}: ${detail ?? ''}`,
  })
}

async function act(play: Play, step: Step, moment: Moment): Promise<Came> {
  const { currency, ids, attributes } = play
  const request = requestOf(step, { ...moment, at: instantText(moment.at), currency, ids, attributes })
  if (request === undefined) return { refused: undefined, reply: {} }
  const { status, body } = await send(play, request, moment)
  if (status >= 300) return { refused: String(body.code ?? status), detail: String(body.detail), reply: {} }
  const reply = body as Came['reply']
  remember(play, step, { who: moment.who, reply })
  return { refused: undefined, reply }
}

async function send({ server, program }: Play, request: Request, moment: Moment) {
  const { method, path, body } = request
  const url = `/v1/programs/${program}${path}`
  const headers: Record<string, string> = { 'idempotency-key': `${program}-${moment.number}` }
  if (method === 'PATCH') headers['if-match'] = (await server.ask('GET', url)).headers.get('etag') ?? ''
  return server.ask(method, url, { headers, ...(body === undefined ? {} : { body }) })
}

function remember(play: Play, step: Step, { who, reply }: { who: string | undefined; reply: Came['reply'] }) {
  const { ids, attributes } = play
  if (step.hold !== undefined) ids.set(step.hold.id, reply.hold ?? '')
  if (step.spend?.id !== undefined) ids.set(step.spend.id, reply.activity ?? '')
  // What was captured is given back under the name of its hold.
  if (step.capture !== undefined) ids.set(step.capture.hold, reply.activity ?? '')
  const sent = step.join?.attributes ?? step.change?.attributes
  if (sent !== undefined && who !== undefined) attributes.set(who, { ...attributes.get(who), ...sent })
}

/** Reads what the step wants to see. */
async function look(play: Play, expected: Expected, moment: Moment): Promise<Partial<Came>> {
  const { balances, tiers, cards, segments, happened, statement, books } = expected
  const base = `/v1/programs/${play.program}`
  const came: Partial<Came> = {}
  if (balances !== undefined || tiers !== undefined || cards !== undefined)
    came.member = (await must(play, `GET ${base}${memberPath(moment)}`)) as never
  if (segments !== undefined) came.segments = await belonging(play, moment, Object.keys(segments))
  if (happened !== undefined) came.happened = await countTypes(play, `${base}${memberPath(moment)}`)
  if (statement !== undefined) {
    const { from, to, currency } = statement
    const query = `from=${from}&to=${to}&currency=${currency}`
    came.statement = (await must(play, `GET ${base}${memberPath(moment)}/statement?${query}`)) as never
  }
  if (books !== undefined) {
    const { breaks } = await must(play, `POST ${base}/verify`)
    came.breaks = (breaks as { check: string; detail: string }[]).map(
      (each) => `${each.check}: ${each.detail}`,
    )
  }
  return came
}

async function belonging(
  play: Play,
  moment: Moment,
  segments: readonly string[],
): Promise<Map<string, boolean>> {
  const found = new Map<string, boolean>()
  for (const segment of segments) {
    const path = `/v1/programs/${play.program}/segments/${segment}${memberPath(moment)}`
    found.set(segment, (await must(play, `GET ${path}`)).belongs === true)
  }
  return found
}

async function countTypes(play: Play, member: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  let cursor = ''
  for (;;) {
    const page = (await must(play, `GET ${member}/activities?limit=200${cursor}`)) as {
      activities: { type: string }[]
      next: string | null
    }
    for (const { type } of page.activities) counts.set(type, (counts.get(type) ?? 0) + 1)
    if (page.next === null) return counts
    cursor = `&cursor=${encodeURIComponent(page.next)}`
  }
}
