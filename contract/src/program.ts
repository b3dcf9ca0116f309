import { z } from 'zod'
import { day, instant, key, text } from './values.ts'

export const programCreate = z.strictObject({
  key,
  /** A ready programme to start from, such as `giftware`; its definitions are published as release 1. */
  template: key.optional(),
  name: text(120).optional(),
  /** The money of its books, by ISO 4217, instead of the template's. Never changes. */
  currency: text(3, 3).optional(),
  /** The IANA time zone in which it counts its days, instead of the template's. Never changes. */
  timeZone: text(64).optional(),
  /** A test has a clock of its own, which can be moved forward, and is never live. Default false. */
  test: z.boolean().default(false),
  /** Where the clock of a test starts, within ten years of today. Default: now. */
  startsAt: instant.optional(),
})
/** Moves the clock of a test programme. */
export const clockMove = z.strictObject({
  /** Later than the programme's clock shows, and at most 400 days. */
  to: instant,
})
export const programView = z.strictObject({
  key,
  name: z.string(),
  /** Whether it is a test, whose clock is its own. */
  test: z.boolean(),
  /** What its clock shows. */
  now: instant,
  timeZone: z.string().nullable(),
  currency: z.string().nullable(),
  release: z.int().nullable(),
  /** Whether what is published has to be proposed, and approved by somebody else. */
  fourEyes: z.boolean(),
  createdAt: instant,
})
export type ProgramView = z.infer<typeof programView>

export const releaseCreate = z.strictObject({
  note: text(500, 0).default(''),
  /** Publish although a limit is known to be broken. Default false. */
  acceptsBrokenLimits: z.boolean().default(false),
})

/** What a key may do. `read`: look; `write`: record activities and members; `manage`: definitions, releases, keys. */
export const scope = z.enum(['read', 'write', 'manage'])
export type Scope = z.infer<typeof scope>
export const keyCreate = z.strictObject({
  name: text(80),
  scopes: z.array(scope).min(1),
  /** Limits the key to one programme. */
  program: key.optional(),
})
export const keyView = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The first characters, so that people can tell keys apart. */
  prefix: z.string(),
  scopes: z.array(scope),
  program: key.nullable(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
})
export type KeyView = z.infer<typeof keyView>
export const keyCreated = keyView.extend({
  secret: z.string().meta({ description: 'Shown this once; only its hash is kept' }),
})

/** One day of the books of a currency, in points; liability is what members hold at the day's end. */
export const ledgerDay = z.strictObject({
  day,
  issued: z.int(),
  clawedBack: z.int(),
  spent: z.int(),
  expired: z.int(),
  debtIncurred: z.int(),
  debtPaid: z.int(),
  /** Debts that the programme gave up, those that it does not allow included. */
  writtenOff: z.int(),
  /** By staff, signed. */
  adjusted: z.int(),
  /** Exchanged from other currencies, less what was exchanged into them. */
  converted: z.int(),
  /** Paid in with money. */
  funded: z.int(),
  /** Brought in from an earlier programme. */
  migrated: z.int(),
  /** Arrived from other owners less what left for them: what is on its way counts once it arrives. */
  transferred: z.int(),
  liability: z.int(),
  liabilityMinor: z.int(),
})
export const ledgerReport = z.strictObject({
  program: key,
  from: day,
  to: day,
  moneyCurrency: z.string(),
  currencies: z.array(
    z.strictObject({
      currency: key,
      name: z.string(),
      opening: z.int(),
      days: z.array(ledgerDay),
      totals: ledgerDay.omit({ day: true }),
    }),
  ),
})
export type LedgerReport = z.infer<typeof ledgerReport>

/** What the programme's first page shows. */
export const overview = z.strictObject({
  program: key,
  name: z.string(),
  members: z.int(),
  /** Members with an activity in the last 30 days of the programme. */
  active: z.int(),
  orders: z.int(),
  issued: z.int(),
  spent: z.int(),
  liabilityPoints: z.int(),
  liabilityMinor: z.int(),
  moneyCurrency: z.string(),
  unit: z.strictObject({ one: z.string(), other: z.string() }).nullable(),
  days: z.array(
    z.strictObject({
      day,
      enrolled: z.int(),
      orders: z.int(),
      issued: z.int(),
      spent: z.int(),
      liability: z.int(),
    }),
  ),
  tiers: z.array(
    z.strictObject({
      ladder: z.string(),
      name: z.string(),
      tiers: z.array(
        z.strictObject({ tier: z.string().nullable(), name: z.string().nullable(), members: z.int() }),
      ),
    }),
  ),
})
export type Overview = z.infer<typeof overview>

/** A place in the chain of seals: whoever keeps it elsewhere can prove later that nothing before it was rewritten. */
const sealHead = z.strictObject({
  /** Counts from 1. */
  seal: z.int(),
  hash: z.string().meta({ description: 'SHA-256, hex' }),
})

export const verifyReport = z.strictObject({
  clean: z.boolean(),
  /** How many rows of each sort were recomputed. */
  checked: z.record(z.string(), z.int()),
  /** The first breaks found, by name. */
  breaks: z.array(
    z.strictObject({
      check: z.string(),
      /** The member, where the break is in the books of one. */
      owner: z.string().nullable(),
      /** Key of the currency. */
      currency: z.string().nullable(),
      /** Number of the journal row, where the check knows it. */
      row: z.int().nullable(),
      detail: z.string(),
    }),
  ),
  /** The end of the chain over the journal; null while nothing was sealed. */
  head: sealHead.nullable(),
  durationMs: z.int(),
})
export type VerifyReport = z.infer<typeof verifyReport>

export const readOnlyCreate = z.strictObject({
  /** Shown to everybody whose write is refused. */
  reason: text(300),
})
export const readOnlyView = z.strictObject({ since: instant, reason: z.string(), by: z.string() })

/** What is known about the books of a programme without verifying them now. */
export const proofView = z.strictObject({
  /** Null while the programme may be written to. */
  readOnly: readOnlyView.nullable(),
  head: sealHead.nullable(),
  /** How many journal rows are sealed, and when the last ones were; null while none are. */
  sealed: z.strictObject({ rows: z.int(), at: instant }).nullable(),
  /** A verification that runs in the process that answered. */
  running: z
    .strictObject({
      /** The check at work, by name. */
      step: z.string(),
      /** Checks done, of how many. */
      done: z.int(),
      of: z.int(),
    })
    .nullable(),
  /** The last verifications, newest first. */
  runs: z.array(z.strictObject({ finishedAt: instant, report: verifyReport })),
})
export type ProofView = z.infer<typeof proofView>

export const session = z.strictObject({ staff: z.string(), organization: z.string(), role: z.string() })
