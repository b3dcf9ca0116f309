import type { ActivityInput } from '@perennial/contract'
import { derivedSource, findKeys, type Pipeline, type ProgramPlace } from '../activity/index.ts'
import { publicId } from '../kernel/ids.ts'
import { addMonths, type Day, dayOf, dayStart, type Instant, instantText } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { readBirthdays, readEnrolledWithin, readFirstEnrolment, type YearlyMember } from '../members/index.ts'
import type { Database, Reader } from '../platform/database.ts'
import type { Programs, Release } from '../programs/index.ts'
import { anniversaryWithin, birthdayWithin, monthDaysAround, type YearlyDay } from './model/yearly.ts'

/** A job that did not run for so many days makes up for it. */
const daysBack = 3
const perPage = 500
const dayMs = 86_400_000

interface Parts {
  database: Database
  programs: Pick<Programs, 'currentRelease'>
  pipeline: Pick<Pipeline, 'submit'>
}

/** A kind of day that comes round: whom it may concern, and whether it does. */
interface Yearly {
  type: 'member.birthday' | 'member.anniversary'
  key: string
  field: string
  candidates(tx: Reader, after: string | null): Promise<YearlyMember[]>
  dayOf(member: YearlyMember): YearlyDay | undefined
}

/**
 * Emits `member.birthday` and `member.anniversary` when the day has begun where the member lives: once a person and year,
 * however often it runs, because that is their natural key. Only where a definition of the release in force names the
 * type. An interrupted run is made good by the next one. Returns how many were emitted.
 */
export async function tellYearly(
  parts: Parts,
  ask: { program: ProgramPlace; now: Instant; signal?: AbortSignal },
): Promise<number> {
  const { programId, clockOffsetSeconds } = ask.program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const now = ask.now + clockOffsetSeconds * 1000
  let told = 0
  for (const yearly of await wanted(parts, { programId, release, now })) {
    let after: string | null = null
    for (;;) {
      ask.signal?.throwIfAborted()
      const page: YearlyMember[] = await parts.database.read({ programId }, (tx) =>
        yearly.candidates(tx, after),
      )
      told += await tell(parts, { program: ask.program, yearly, members: page })
      after = page.at(-1)?.memberId ?? null
      if (page.length < perPage) break
    }
  }
  return told
}

async function wanted(
  parts: Parts,
  at: { programId: number; release: Release; now: Instant },
): Promise<Yearly[]> {
  const { programId, release, now } = at
  const names = JSON.stringify([...release.specs.values()].map((specs) => [...specs.values()]))
  const zone = release.timeZone
  const asked = { now, programZone: zone, daysBack }
  // Zones of the members lie up to a day before and after that of the programme.
  const today = dayOf(now, 'UTC')
  const days = Array.from({ length: daysBack + 3 }, (_, index) => today + 1 - index)
  const yearly: Yearly[] = []
  if (names.includes('"member.birthday"')) {
    const monthDays = monthDaysAround(days)
    yearly.push({
      type: 'member.birthday',
      key: 'birthday',
      field: 'year',
      candidates: (tx, after) => readBirthdays(tx, { programId, monthDays, after, limit: perPage }),
      dayOf: (member) => birthdayWithin(member, asked),
    })
  }
  if (names.includes('"member.anniversary"')) {
    const first = await parts.database.read({ programId }, (tx) => readFirstEnrolment(tx, programId))
    const spans = first === undefined ? [] : spansBefore(days, first)
    yearly.push({
      type: 'member.anniversary',
      key: 'anniversary',
      field: 'years',
      candidates: (tx, after) => readEnrolledWithin(tx, { programId, spans, after, limit: perPage }),
      dayOf: (member) => anniversaryWithin(member, asked),
    })
  }
  return yearly
}

/** The same days of earlier years back to the first enrolment, each with a day more on both sides. */
function spansBefore(days: readonly Day[], first: Instant): { from: Instant; until: Instant }[] {
  const [from, until] = [Math.min(...days), Math.max(...days)]
  const spans: { from: Instant; until: Instant }[] = []
  for (let years = 1; (addMonths(until, -12 * years) + 2) * dayMs >= first; years += 1)
    spans.push({
      from: (addMonths(from, -12 * years) - 1) * dayMs,
      until: (addMonths(until, -12 * years) + 2) * dayMs,
    })
  return spans
}

async function tell(
  { database, pipeline }: Parts,
  ask: { program: ProgramPlace; yearly: Yearly; members: readonly YearlyMember[] },
): Promise<number> {
  const { program, yearly, members } = ask
  const due = members.flatMap((member) => {
    const day = yearly.dayOf(member)
    return day === undefined ? [] : [inputOf(yearly, member, day)]
  })
  if (due.length === 0) return 0
  const { programId } = program
  const { known } = await database.read({ programId }, (tx) => findKeys(tx, programId, due))
  const told = new Set(known.map((key) => key.sourceId))
  const fresh = due.filter((input) => !told.has(input.sourceId))
  const verdicts = await pipeline.submit(program, fresh, { isOwn: true })
  // Somebody whose account was closed meanwhile is refused, and has no birthday here.
  return verdicts.filter((verdict) => verdict.ok && !verdict.value.replayed).length
}

function inputOf(
  { type, key, field }: Yearly,
  { memberId }: YearlyMember,
  { day, zone, number }: YearlyDay,
): ActivityInput {
  return {
    type,
    source: derivedSource,
    sourceId: `${key}/${memberId}/${number}`,
    occurredAt: instantText(dayStart(day, zone)),
    member: { id: publicId('mem', memberId) },
    data: { [field]: number },
  }
}
