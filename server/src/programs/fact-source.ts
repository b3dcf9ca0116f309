import type { Instant } from '../kernel/instants.ts'
import type { Database, Reader } from '../platform/database.ts'
import type { FactType } from '../rules/index.ts'
import type { CompileContext, FactHints, Release } from './definition.ts'
import type { Programs } from './programs.ts'

/** What the SQL of a fact may use. */
export interface FactPlace {
  context: CompileContext
  /** Now by the programme's clock. */
  now: Instant
  /** Adds a parameter; gives its placeholder with a cast. An instant is ISO text, a list an array's. The programme is `$1`. */
  param(
    value: string | number | boolean,
    type: 'boolean' | 'bigint' | 'float8' | 'text' | 'timestamptz' | 'timestamptz[]',
  ): string
}

/**
 * A fact in SQL: rows of `owner_id` and more, one an owner at most, and the value read from an owner's row. Where the rows
 * lie in the order of owners, in an index, they are merged with the members, which costs half of hashing both.
 */
export interface FactSql {
  rows: string
  /** Null where the fact is absent. Members without a row are asked with nulls. */
  value(row: string): string
  /** Of a list: whether the text is in it, where that can be said without making the list. */
  holds?(row: string, text: string): string
}

/** How much of what a fact is read from has been counted. */
export interface FactProgress {
  done: number
  of: number
}

/**
 * Facts about members that a domain registers for segments: their types, their SQL and a loader, which must say the
 * same. Whole numbers, money, times (milliseconds) are `bigint`, texts `text`, lists of texts `text[]`.
 */
export interface FactSource {
  /** First name in expressions. Several sources may add fields to one object. */
  name: string
  type(context: CompileContext): FactType
  hints?(context: CompileContext): FactHints
  /** The SQL of the fact at a path below the name; undefined where there is none. */
  sql(path: readonly string[], place: FactPlace): FactSql | undefined
  /** What stands below the name, by owner. */
  load(
    tx: Reader,
    ask: { release: Release; owners: readonly string[]; now: Instant },
  ): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>
  /**
   * Brings up to now what the SQL reads, before it is asked. Where that was never built and would take long, a job does it:
   * who is not `patient` (the default) is told how far it is, and the SQL knows only so much.
   */
  prepare?(
    parts: { database: Database; programs: Pick<Programs, 'release'> },
    ask: { release: Release; now: Instant; patient?: boolean },
  ): Promise<FactProgress | undefined>
}

/**
 * A column of instants as facts are: whole milliseconds, rounded down. Floating point is three times as fast as `extract`
 * and exact until the year 2100: it is wrong by less than half of the microsecond that is added.
 */
export function millisSql(column: string): string {
  return `floor(date_part('epoch', ${column}) * 1000 + 0.0005)::bigint`
}
