import type pg from 'pg'
import { withClient } from '../postgres/roles.ts'
import type { CheckedBackup } from './check-backup.ts'

// Positions are transaction numbers of the cluster that wrote them. In another cluster they would lie in the future, and
// pages that are written there would come before them. So the restored ones become 1, 2, 3 ... of each programme, in
// their old order; cursors likewise, so that what was delivered stays delivered and the rest is not.
const restamp = `
  create temp table restamped on commit drop as
    select program_id, position, dense_rank() over (partition by program_id order by position)::text::xid8 as place
    from (select program_id, position from outbox union select program_id, position from outbox_cursor) known;
  update outbox o set position = r.place from restamped r
    where r.program_id = o.program_id and r.position = o.position;
  update outbox_cursor c set position = r.place from restamped r
    where r.program_id = c.program_id and r.position = c.position`

/** Gives all pages and cursors positions that lie before any of this cluster's. Needs {@link reservePositions} before. */
export async function restampOutbox(client: pg.Client): Promise<void> {
  await client.query(restamp)
  const { rows } = await client.query<{ late: boolean }>(
    `select exists (select from outbox where position >= pg_current_xact_id()) as late`,
  )
  if (rows[0]?.late === true) throw new Error('Broken invariant: a restored page lies after this transaction')
}

/** A new cluster has used few transaction numbers: uses up as many as there are pages and cursors, so that all fit below. */
export async function reservePositions(ownerUrl: string, backup: CheckedBackup): Promise<void> {
  const needed = backup.trailer.tables
    .filter(({ table }) => table === 'outbox' || table === 'outbox_cursor')
    .reduce((sum, { rows }) => sum + rows, 0)
  await withClient(ownerUrl, async (client) => {
    const used = await client.query<{ next: string }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::text as next',
    )
    const missing = needed + 1 - Number(used.rows[0]?.next ?? 0)
    if (missing <= 0) return
    await client.query('set statement_timeout = 0')
    // A transaction that took a number and wrote nothing costs a few microseconds and no wait for the disk.
    await client.query(
      `do $$ begin for i in 1..${missing} loop perform pg_current_xact_id(); commit; end loop; end $$`,
    )
  })
}
