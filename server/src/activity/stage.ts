import type {
  CardStanding,
  CarriedCard,
  Effect,
  FreeData,
  RuleVerdict,
  StampCardSpec,
  TierStanding,
  WalletCommand,
} from '@perennial/contract'
import type { Day, Instant } from '../kernel/instants.ts'
import type { Verdict } from '../kernel/verdict.ts'
import type { Instruction, Posting } from '../ledger/index.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { CurrencyInForce, Release } from '../programs/index.ts'
import type { Basket } from './model/basket.ts'

/** One thing that happened, as decisions see it. */
export interface Activity {
  /** UUID. */
  id: string
  type: string
  source: string
  sourceId: string
  occurredAt: Instant
  /** The day of `occurredAt` in the programme's zone. */
  day: Day
  channel: string
  store: string
  /** Present on orders. In a re-decision: what is left of the order. */
  basket: Basket | undefined
  data: FreeData
  /** What a command on value asks for. */
  command?: WalletCommand | undefined
  /** The order that `order.fulfilled` is about, by its activity. */
  fulfils?: string | undefined
  /** 0 for what came from outside; one more for what a decision emitted. */
  depth: number
  /** In a back-test, where `id` is another one: what chance hangs on, as it did then. */
  drawnBy?: (() => string) | undefined
}

/**
 * What rules may read that is not in the activity itself, by first name: `member`, `balances`. A stage contributes
 * fields below a first name; the pipeline merges them. Kept with the activity, as far as a rule read them.
 */
export type Facts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Whose an activity is. */
export interface Who {
  /** UUID. */
  ownerId: string
  /** The pool that the owner belongs to; the owner, where there is none. */
  household: string
}

/** A counter of one owner, such as the points that a capped rule gave in a month. */
export interface CounterKey {
  key: string
  /** Which period: see {@link periodOf}. */
  period: number
}

/** What deciding an activity will read from counters and budgets, so that the batch can load and lock them first. */
export interface Needs {
  counters: readonly CounterKey[]
  budgets: readonly CounterKey[]
  /** All of the owner's counters of the period whose keys begin so. */
  families?: readonly CounterKey[]
}

/** Adds to a counter of the owner, or to a budget that all owners share. */
export interface Count {
  kind: 'count'
  of: 'counter' | 'budget'
  key: string
  period: number
  /** Negative frees room; that room serves later activities only. */
  amount: number
  carried?: Carried
}

/** Set on what a member had who was merged into the owner: whose it is, and the how-manieth time it follows. */
export interface Carried {
  from: string
  step: number
}

/** Posts points. The pipeline adds owner, activity and release. */
export interface Post {
  kind: 'post'
  posting: Posting
}

/** Emits a derived activity of the same owner, decided by the same stages right after (at most 8 deep). */
export interface Emit {
  kind: 'emit'
  type: string
  /** Makes the derived activity unique under its parent. */
  key: string
  data: FreeData
}

/** Adds to what counts towards a tier ladder on a day. */
export interface TierCount {
  kind: 'tier-count'
  ladder: string
  day: Day
  amount: number
  carried?: Carried
}

/** A tier given by hand. */
export interface TierGrant {
  /** The activity that gave it. */
  id: string
  tier: string
  from: Day
  /** The last day on which it is held. */
  until: Day
  /** The first day on which it is not, because somebody took it back. */
  revoked?: Day
  /** The member it was given to, who was merged into the owner. */
  of?: string
}

/** What is known of one owner on one ladder beside what counts. */
export interface TierMemory {
  /** The day on which the owner joined, where years begin on it. */
  anchor?: Day
  grants?: readonly TierGrant[]
  /** Index of the highest tier that was ever reached, where tiers give something on being reached. */
  peak?: number
  /** The same of members who were merged into the owner: what was given to them is not given again. */
  peaks?: readonly (readonly [from: string, peak: number])[]
  /** What stands of that: key of the tier, number of the currency, units, and the merge that gave it if one did. */
  given?: readonly (readonly [tier: string, currency: number, amount: number, by?: string])[]
}

/** Replaces what is known of the owner on a ladder beside what counts. */
export interface TierRemember {
  kind: 'tier-memory'
  ladder: string
  day: Day
  memory: TierMemory
  /** With what is to be remembered of it. */
  carried?: Carried & { memory: Pick<TierMemory, 'grants' | 'peak'> }
}

/** What a stamp is worth: the terms of its card when it was given. */
export type StampTerms = Pick<StampCardSpec, 'size' | 'restarts' | 'expires' | 'perDay'> & {
  reward: { currency: CurrencyInForce; amount: number }
}

/** Adds to the stamps of a card on a day. */
export interface Stamp {
  kind: 'stamp'
  card: string
  day: Day
  /** The release that gave them, and its terms. */
  release: number
  terms: StampTerms
  /** Negative takes back. */
  amount: number
  /** What of the reward changes hands with it, by the number of the currency. */
  posted: readonly (readonly [currency: number, amount: number])[]
}

/** What came onto a card from a member who was merged into the owner. */
export interface StampsCame {
  from: string
  /** The release by whose currencies the rewards of these stamps go. */
  under: number
  /** The day on which they came. */
  day: Day
  /** How many cards that member had filled, and how many of them were told. */
  completed: number
  told: number
  /** What was on the card, oldest first. */
  stamps: readonly Pick<Stamp, 'day' | 'release' | 'terms' | 'amount'>[]
}

/** Replaces what came onto a card from a member; nothing, once the merge has ended. */
export interface StampsCarried extends Pick<Stamp, 'card' | 'posted'> {
  kind: 'stamps-carried'
  came: StampsCame
  carried: Carried & { card: CarriedCard }
}

/** Carries out a command on the owner's books. */
export interface CarryOut {
  kind: 'carry-out'
  instruction: Instruction
}

/** All that stages know of each other. */
export type StageEffect = Post | CarryOut | Count | Emit | TierCount | TierRemember | Stamp | StampsCarried

/** A stage's own memory of an activity: plain JSON, kept with it, and given back when its order is decided again. */
export type StageRecord = unknown

/** For a return or a cancellation: the order is decided again on what is left of it. */
export interface Redecision {
  /** What this stage recorded when the order was first decided; undefined when it had nothing to say. */
  first: StageRecord
  /** What this stage said last to stand; equals `first` before the first return. */
  standing: StageRecord
  /** The return or cancellation that causes it. */
  cause: { id: string; type: string; occurredAt: Instant; day: Day }
  /** True when no quantity of the order is left. */
  nothingLeft: boolean
}

export type Counted = 'counter' | 'budget' | 'family'

export interface DecideInput<State> {
  release: Release
  who: Who
  state: State
  /** In a re-decision: the order itself, with the basket of what is left. */
  activity: Activity
  /** In a re-decision: the facts kept with the order. */
  facts: Facts
  /** Effects that earlier stages decided for this activity. */
  earlier: readonly StageEffect[]
  redecision: Redecision | undefined
  /**
   * Current value of a counter or used amount of a budget that `needs` named; of a family, how many of its counters are
   * above zero.
   */
  counted(of: Counted, key: CounterKey): number
  /** Whether verdicts in words are wanted: they cost time, so only `explain` asks. */
  explain: boolean
}

export interface Decided {
  effects: readonly StageEffect[]
  /** What to keep: `first` and `standing` of later re-decisions. Undefined: nothing. */
  record: StageRecord
  /** What to tell of it; points, tiers. */
  told: readonly Effect[]
  /** Rule by rule, when asked. */
  verdicts: readonly RuleVerdict[]
}

export interface LoadBatch {
  programId: number
  release: Release
  /** Owners of the batch, sorted. Their balances are locked already. */
  owners: readonly string[]
  /** Days on which the batch's activities happened, by owner: the earliest and the latest. */
  days: ReadonlyMap<string, { from: Day; to: Day }>
  /** Owners with orders that are decided again, maybe under a release of long ago, or of whom something follows a merge. */
  returning: ReadonlySet<string>
  /** Whether decisions of the release read an outside fact, such as `member.segments`: only then it is loaded. */
  reads(path: string): boolean
  /** Now by the programme's clock. */
  now: Instant
}

/** What a stage hands over to be written: the last state of every owner that had an accepted activity. */
export interface WriteBatch<State> {
  programId: number
  release: Release
  now: Instant
  states: ReadonlyMap<string, State>
  /** Effects of accepted activities, with whose they are. */
  effects: readonly { ownerId: string; effect: StageEffect }[]
}

/** A stage's part of the answer. */
export interface ReplyPart {
  tiers?: readonly TierStanding[]
  cards?: readonly CardStanding[]
}

/** How a domain takes part in the pipeline. Decisions and folds are pure: no clock, no I/O, no randomness. */
export interface Stage<State> {
  name: string
  /** Of what the activity may bring about, too. The owner's own counters must not hang on the household. */
  needs?(release: Release, activity: Activity, who: Who): Needs
  /** Dotted paths of outside facts that its decisions read, besides those that expressions name in their texts. */
  reads?(release: Release): readonly string[]
  /**
   * Fields of `member` that it tells from what it loaded and no decision changes, such as `household`: trying a release on
   * what happened takes them as they were kept, or else as they are today.
   */
  outside?: readonly string[]
  load(tx: Reader, batch: LoadBatch): Promise<ReadonlyMap<string, State>>
  /** The state of an owner about whom nothing is stored: a newcomer, or the start of a replay. */
  initial(): State
  /** Dotted paths, or first names, of what `facts` tells: it is asked where a decision reads some of it. */
  tells?: readonly string[]
  /** What later rules may read of this state at the time of an activity. */
  facts?(input: {
    state: State
    release: Release
    activity: Activity
    counted(of: 'counter' | 'family', key: CounterKey): number
  }): Facts
  decide(input: DecideInput<State>): Verdict<Decided>
  /**
   * Whether it may decide anything about activities of a type under a release: where it may not, it is not asked. About
   * commands every stage is asked. Absent: always.
   */
  decides?(release: Release, type: string): boolean
  /**
   * What a counter or budget said when a record was made, as far as the record tells. Replay takes budgets from it,
   * because other owners used them too; explaining takes both.
   */
  counted?(input: {
    release: Release
    record: StageRecord
    of: 'counter' | 'budget'
    key: CounterKey
  }): number
  /** The one fold: live, back-test and replay. Never changes the state it is given. */
  evolve(state: State, effect: StageEffect, release: Release): State
  /** This stage's part of the answer, as of an instant. */
  summary?(input: { state: State; release: Release; at: Instant }): ReplyPart
  /** Set-wise: one statement a table. */
  write(tx: Writer, batch: WriteBatch<State>): Promise<void>
}

/** Used where stages of different states stand in one list. */
export type AnyStage = Stage<unknown>

/** Puts a stage into the list: the pipeline hands each stage only states that the stage itself made. */
export function stageOf<State>(stage: Stage<State>): AnyStage {
  return stage as unknown as AnyStage
}

/**
 * The number of the period in which a day falls: the day itself, the ISO week's Monday, the month as year * 12 +
 * month, the year, or 0 for the whole life.
 */
export type Period = 'day' | 'week' | 'month' | 'year' | 'lifetime'
