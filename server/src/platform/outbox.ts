import { newUuid } from '../kernel/ids.ts'
import type { Database, Reader, Writer } from './database.ts'
import { failpoint } from './failpoint.ts'
import { type KeptPage, type OutboxEvent, packPage, unpackPage } from './outbox-page.ts'

export type { OutboxEvent } from './outbox-page.ts'

/** A page of events as a consumer gets it. */
export interface OutboxPage {
  programId: number
  /** Unique: a consumer that sees it twice knows it. */
  pageId: string
  events: readonly OutboxEvent[]
}

/** Appends the events of a batch as one page. */
export async function appendEvents(
  tx: Writer,
  programId: number,
  events: readonly OutboxEvent[],
): Promise<void> {
  if (events.length === 0) return
  await tx.execute('insert into outbox (program_id, page_id, events) values ($1, $2, $3::json)', [
    programId,
    newUuid(),
    JSON.stringify(packPage(events)),
  ])
}

interface PageRow {
  position: string
  page_id: string
  events: KeptPage
}

// A page is read only when every transaction that could still commit before it has ended; so none is ever skipped.
const selectPages = `select o.position::text as position, o.page_id, o.events from outbox o
  left join outbox_cursor c on c.program_id = o.program_id and c.consumer = $2
  where o.program_id = $1 and o.position < pg_snapshot_xmin(pg_current_snapshot())
    and (c.consumer is null or (o.position, o.page_id) > (c.position, c.page_id))
  order by o.position, o.page_id limit $3`

const moveCursor = `insert into outbox_cursor (program_id, consumer, position, page_id) values ($1, $2, $3::xid8, $4)
  on conflict (program_id, consumer) do update set position = excluded.position, page_id = excluded.page_id
  where (outbox_cursor.position, outbox_cursor.page_id) < (excluded.position, excluded.page_id)`

/**
 * Hands new pages of a programme to a consumer, in order, and remembers how far it came. At least once: a crash after
 * the consumer worked and before the cursor moved shows the page again. Resolves to the number of pages delivered.
 */
export async function deliverOutbox(
  database: Database,
  ask: { programId: number; consumer: string; pagesMax: number; consume(page: OutboxPage): Promise<void> },
): Promise<number> {
  const { programId, consumer } = ask
  const rows = await database.read({ programId }, (tx: Reader) =>
    tx.query<PageRow>(selectPages, [programId, consumer, ask.pagesMax]),
  )
  for (const row of rows) {
    await ask.consume({ programId, pageId: row.page_id, events: unpackPage(row.events) })
    failpoint('mid-outbox')
    await database.write({ programId }, (tx) =>
      tx.execute(moveCursor, [programId, consumer, row.position, row.page_id]),
    )
  }
  return rows.length
}

const followPagesMax = 200
/** Pages of single requests are small: so many events are handed over together, and the cursor moves once for them. */
const followEventsMax = 1000

/**
 * Brings a consumer up to all that has happened, for whom it means nothing to be told twice or in which order. What was
 * written beside a transaction that still runs is handed over already, and again later.
 */
export async function followOutbox(
  database: Database,
  ask: {
    programId: number
    consumer: string
    signal?: AbortSignal | undefined
    consume(events: readonly OutboxEvent[]): Promise<void>
  },
): Promise<void> {
  const { programId, consumer } = ask
  let rows: PageRow[]
  do {
    rows = await database.read({ programId }, (tx: Reader) =>
      tx.query<PageRow>(selectPages, [programId, consumer, followPagesMax]),
    )
    let events: OutboxEvent[] = []
    for (const [index, row] of rows.entries()) {
      ask.signal?.throwIfAborted()
      events.push(...unpackPage(row.events))
      if (events.length < followEventsMax && index < rows.length - 1) continue
      await ask.consume(events)
      events = []
      await database.write({ programId }, (tx) =>
        tx.execute(moveCursor, [programId, consumer, row.position, row.page_id]),
      )
    }
  } while (rows.length === followPagesMax)
  const pending = await database.read({ programId }, (tx) => pendingEvents(tx, programId, consumer))
  if (pending.length > 0) await ask.consume(pending)
}

/** A consumer that was not there before begins with what is written from now on; one that was there stays. */
export async function beginAtTail(tx: Writer, programId: number, consumer: string): Promise<void> {
  await tx.execute(
    `insert into outbox_cursor (program_id, consumer, position, page_id)
     values ($1, $2, pg_snapshot_xmin(pg_current_snapshot()), $3) on conflict do nothing`,
    [programId, consumer, '00000000-0000-0000-0000-000000000000'],
  )
}

/** What a consumer has not been handed yet. */
export async function pendingEvents(
  tx: Reader,
  programId: number,
  consumer: string,
): Promise<readonly OutboxEvent[]> {
  const rows = await tx.query<{ events: KeptPage }>(
    `select o.events from outbox o join outbox_cursor c on c.program_id = o.program_id and c.consumer = $2
     where o.program_id = $1 and (o.position, o.page_id) > (c.position, c.page_id)`,
    [programId, consumer],
  )
  return rows.flatMap((row) => unpackPage(row.events))
}

/** Drops pages that every named consumer has had. */
export async function trimOutbox(
  database: Database,
  programId: number,
  consumers: readonly string[],
): Promise<number> {
  return database.write({ programId }, (tx) =>
    tx.execute(
      `delete from outbox o where program_id = $1 and $2::integer = (
          select count(*) from outbox_cursor c where c.program_id = $1 and c.consumer = any($3::text[])
            and (c.position, c.page_id) >= (o.position, o.page_id))`,
      [programId, consumers.length, consumers],
    ),
  )
}
