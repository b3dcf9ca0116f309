import type { Statement } from '@perennial/contract'
import { readActivityCauses } from '../activity/index.ts'
import { publicId } from '../kernel/ids.ts'
import { dayStart, dayText, type Instant } from '../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import {
  accounts,
  type BalanceAt,
  type Entry,
  readBalancesAt,
  readStatementEntries,
} from '../ledger/index.ts'
import type { Member } from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { currencyKey } from './model/balances.ts'
import type { Period } from './model/period.ts'
import { heldAfter, type StatedEntry, stateCurrency } from './model/statement.ts'
import type { Language } from './model/statement-words.ts'
import { readBooksAt } from './read-books-at.ts'

/** Rows of one statement: more are asked for in shorter periods. */
const movementsMax = 10_000

interface StatementAsk extends Period {
  programId: number
  key: string
  release: Release
  now: Instant
  member: Member
  /** Key of the only currency to tell. Default: all. */
  currency: string | undefined
  language: Language
}

/**
 * One member's account over whole days. What time has brought and no job has posted stands in it like what is posted.
 * Refuses `currency_not_offered`, and `query_invalid` for a period with too many movements.
 */
export async function readStatement(tx: Reader, ask: StatementAsk): Promise<Verdict<Statement>> {
  const { programId, release, member, currency } = ask
  const zone = release.timeZone
  if (currency !== undefined && !release.currencies.has(currency))
    return refuse('currency_not_offered', `The programme has no currency "${currency}".`, {
      field: 'currency',
    })
  const ownerId = member.memberId
  const [from, until] = [dayStart(ask.from, zone), dayStart(ask.to + 1, zone)]
  const limit = movementsMax + 1
  const posted = await readStatementEntries(tx, { programId, ownerId, from, until, limit })
  if (posted.length === limit)
    return refuse('query_invalid', `A statement has at most ${movementsMax} movements: ask for fewer days.`, {
      field: 'from',
    })
  const openings = await readBalancesAt(tx, { programId, ownerId, at: from - 1 })
  const unposted = await unpostedBy(tx, ask, Math.min(ask.now, until - 1))
  const causes = await readActivityCauses(tx, programId, [
    ...new Set([...posted, ...unposted].map((each) => each.activityId)),
  ])
  const told = [...release.currencyByCode].filter(([, { key }]) => currency === undefined || key === currency)
  return ok({
    program: ask.key,
    programName: release.settings.name,
    member: publicId('mem', ownerId),
    name: member.name,
    from: dayText(ask.from),
    to: dayText(ask.to),
    timeZone: zone,
    currencies: told.map(([code, { spec }]) => {
      const own = unposted.filter((entry) => entry.currency === code)
      const entries = [
        ...posted
          .filter((entry) => entry.currency === code)
          .map((entry): StatedEntry => ({ ...entry, posted: true })),
        ...own.filter((entry) => entry.effectiveAt >= from),
      ].sort((a, b) => a.effectiveAt - b.effectiveAt || a.seq - b.seq)
      const before = own.filter((entry) => entry.effectiveAt < from)
      const opening = heldAfter(openingOf(openings, code), before)
      const { name, scale } = spec
      return {
        currency: currencyKey(release, code),
        name,
        scale,
        ...stateCurrency({ opening, entries, causes, language: ask.language }),
      }
    }),
  })
}

function openingOf(openings: readonly BalanceAt[], code: number) {
  const {
    available = 0,
    pending = 0,
    held = 0,
    debt = 0,
  } = openings.find((each) => each.currency === code) ?? {}
  return { available, pending, held, debt }
}

/** What time had brought by an instant and is not in the journal. */
async function unpostedBy(tx: Reader, ask: StatementAsk, at: Instant): Promise<StatedEntry[]> {
  const { programId, release, now, member } = ask
  const read = { programId, release, ownerId: member.memberId, at, isPast: at < now }
  const { unposted } = await readBooksAt(tx, read)
  return unposted.filter(isTold).map((entry) => ({ ...entry, posted: false }))
}

function isTold({ debit, credit }: Entry): boolean {
  return debit !== accounts.rearranged && credit !== accounts.rearranged
}
