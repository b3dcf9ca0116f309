import type { ActivityInput } from '@perennial/contract'
import { foldHistory } from '../../server/src/activity/index.ts'
import { bodyOf } from '../../server/src/activity/model/short-text.ts'
import type { composeProduct } from '../../server/src/app/compose.ts'
import { publicId } from '../../server/src/kernel/ids.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import type { Cluster } from './cluster.ts'
import { enrolMembers } from './members.ts'

type Product = ReturnType<typeof composeProduct>

/** Two orders of three lines for each member of a programme, over the last 400 days: what the product is sent. */
const orders = `select b.owner_id, b.bucket, n as seq, at, json_build_object(
    'type', 'order.placed', 'source', 'bench', 'sourceId', b.owner_id || '/' || n,
    'occurredAt', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'channel', 'web',
    'order', json_build_object('currency', 'GBP', 'lines', (
      select json_agg(json_build_object('lineId', line::text, 'sku', 'SKU-' || (1000 + (chance * line)::int),
        'name', 'Espresso beans 1 kg', 'category', 'coffee', 'quantity', (1 + (chance::int + line) % 3)::text,
        'unitPrice', round((2 + chance / 25 + line)::numeric, 2)::text))
      from generate_series(1, 3) line))) as body
  from balance b cross join generate_series(1, 2) n
  cross join lateral (select (abs(hashtext(b.owner_id::text || n)) % 1000)::float8 as chance) c
  cross join lateral (select date_trunc('second', now()) - make_interval(days => (chance / 2.5)::int) as at) t
  where b.program_id = $1`

/** What the orders of a programme count for, from a table of activities with their bodies as JSON. */
function countedIn(table: 'activity' | 'kept'): string {
  return `select a.owner_id, a.activity_id, a.occurred_at, o.net as net_minor
  from ${table} a cross join lateral (
    select sum(round((line ->> 'quantity')::numeric * (line ->> 'unitPrice')::numeric * 100))::bigint as net
    from json_array_elements(a.body -> 'order' -> 'lines') line
  ) o
  where a.program_id = $1 and a.type = 'order.placed'`
}

/** What they add up to. */
const summed = `select owner_id, count(*) as orders, sum(net_minor)::bigint as spend_minor, min(occurred_at) as first_order_at,
    max(occurred_at) as last_order_at, array_agg(occurred_at order by occurred_at, activity_id) as recent_at,
    array_agg(since order by occurred_at, activity_id) as recent_spend
  from (
    select owner_id, activity_id, occurred_at, net_minor, sum(net_minor) over (
      partition by owner_id order by occurred_at desc, activity_id desc)::bigint as since
    from history_order where program_id = $1
  ) o group by owner_id`

const sumColumns = 'owner_id, orders, spend_minor, first_order_at, last_order_at, recent_at, recent_spend'

/**
 * Writes two orders for each member of a programme, and their histories, straight into the tables: how they got
 * there is not what is measured, and two million through the pipeline take long.
 */
export async function writeHistories(cluster: Cluster, product: Product, programId: number): Promise<void> {
  // From here on the product takes the histories for complete.
  await foldHistory(product, programId)
  await cluster.sql(
    `insert into activity (program_id, owner_id, activity_id, bucket, seq, release, occurred_at, posted_at, type, body, decision)
     select $1, owner_id, uuidv7(), bucket, seq, 1, at, at, 'order.placed', body, '{"b":[]}' from (${orders}) o`,
    [programId],
  )
  await cluster.sql(
    `insert into history_order (program_id, owner_id, activity_id, occurred_at, net_minor, kept)
     select $1, owner_id, activity_id, occurred_at, net_minor, true from (${countedIn('activity')}) o`,
    [programId],
  )
  await cluster.sql(
    `insert into member_history (program_id, ${sumColumns}) select $1, ${sumColumns} from (${summed}) o order by owner_id`,
    [programId],
  )
  for (const table of ['activity', 'history_order', 'member_history'])
    await cluster.sql(`vacuum analyze ${table}`)
}

const sampleMembers = 1000

/**
 * Sends the same orders of a thousand members through the pipeline and folds them: throws unless the product keeps the
 * bodies, counts the orders and adds them up as `writeHistories` does.
 */
export async function checkHistories(cluster: Cluster, product: Product, programId: number): Promise<void> {
  await enrolMembers(cluster, programId, sampleMembers)
  await cluster.sql('drop table if exists sent')
  await cluster.sql(`create temp table sent (owner_id uuid, seq bigint, body json)`)
  await cluster.sql(`insert into sent select owner_id, seq, body from (${orders}) o`, [programId])
  const sent = await cluster.sql<{ owner_id: string; body: ActivityInput }>(
    'select owner_id, body from sent order by seq, owner_id',
  )
  const inputs = sent.map(({ owner_id: owner, body }) => ({
    ...body,
    member: { id: publicId('mem', owner) },
  }))
  const place = { programId, clockOffsetSeconds: 0 }
  for (let from = 0; from < inputs.length; from += 500) {
    for (const verdict of await product.pipeline.submit(place, inputs.slice(from, from + 500)))
      orThrow(verdict)
  }
  await foldHistory(product, programId)
  await readBack(cluster, programId)
  const differences: Readonly<Record<string, [string, string]>> = {
    'bodies of orders': [
      `select owner_id, body::jsonb - 'member' from kept where program_id = $1`,
      'select owner_id, body::jsonb from sent where $1::integer is not null',
    ],
    'what orders count for': [
      'select owner_id, activity_id, occurred_at, net_minor from history_order where program_id = $1 and kept',
      countedIn('kept'),
    ],
    'what they add up to': [`select ${sumColumns} from member_history where program_id = $1`, summed],
  }
  for (const [what, [theirs, ours]] of Object.entries(differences)) {
    const [row] = await cluster.sql<{ rows: string; odd: string; example: unknown }>(
      `with theirs as (${theirs}), ours as (${ours}),
         odd as ((table theirs except table ours) union all (table ours except table theirs))
       select (select count(*) from theirs) as rows, (select count(*) from odd) as odd, (select row_to_json(odd) from odd limit 1) as example`,
      [programId],
    )
    if (Number(row?.rows) < sampleMembers || Number(row?.odd) > 0)
      throw new Error(`The product makes other ${what} than are written here: ${JSON.stringify(row)}`)
  }
}

/** Copies the orders that the product keeps into a table of their own, with bodies that SQL can read. */
async function readBack(cluster: Cluster, programId: number): Promise<void> {
  const rows = await cluster.sql<{ body: ActivityInput | null; short: string | null }>(
    `select program_id, owner_id, activity_id, occurred_at::text, type, body, short from activity
     where program_id = $1 and type = 'order.placed'`,
    [programId],
  )
  const kept = rows.map(({ body, short, ...row }) => ({ ...row, body: bodyOf({ body, short }) }))
  await cluster.sql('drop table if exists kept')
  await cluster.sql(`create temp table kept
    (program_id integer, owner_id uuid, activity_id uuid, occurred_at timestamptz, type text, body json)`)
  await cluster.sql('insert into kept select * from json_populate_recordset(null::kept, $1::json)', [
    JSON.stringify(kept),
  ])
}
