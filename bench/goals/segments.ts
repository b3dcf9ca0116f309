import { ensureOrganization } from '../../server/src/access/index.ts'
import { foldHistory } from '../../server/src/activity/index.ts'
import { allFacts, composeProduct } from '../../server/src/app/compose.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import { previewSegment } from '../../server/src/segments/index.ts'
import { alternate } from '../measure/alternate.ts'
import { goalOf } from '../measure/goals.ts'
import { ratios, spreadOf } from '../measure/statistics.ts'
import type { Row } from '../measure/table.ts'
import { type Cluster, startCluster } from '../server/cluster.ts'
import { enrolMembers } from '../server/members.ts'
import { postingProgram } from '../server/program.ts'
import type { Session } from '../session.ts'

const ordersEach = 2
const when = 'history.orders >= 2 && history.spend >= 150.0 && history.daysSinceLastOrder < 60'

/** The same question asked of the orders themselves. */
const rawScan = `select count(*) as members from (
    select a.owner_id, count(*) as orders, max(a.occurred_at) as last, sum(o.net) as spend
    from activity a cross join lateral (
      select sum(round((line ->> 'quantity')::numeric * (line ->> 'unitPrice')::numeric * 100)) as net
      from json_array_elements(a.body -> 'order' -> 'lines') line
    ) o
    where a.program_id = $1 and a.type = 'order.placed' group by a.owner_id
  ) s join member m on m.program_id = $1 and m.member_id = s.owner_id and m.status = 'active' and m.merged_into is null
  where s.orders >= 2 and s.spend >= 15000
    and (now() at time zone 'Europe/London')::date - (s.last at time zone 'Europe/London')::date < 60`

/** Writes orders of three lines set-wise, over the last 400 days: how they were posted is not what is measured. */
async function writeOrders(cluster: Cluster, programId: number): Promise<void> {
  await cluster.sql(
    `insert into activity (program_id, owner_id, activity_id, bucket, seq, release, occurred_at, posted_at, type, body, decision)
      select $1, b.owner_id, uuidv7(), b.bucket, n, 1, at, at, 'order.placed', json_build_object(
        'type', 'order.placed', 'source', 'bench', 'sourceId', b.owner_id || '/' || n, 'occurredAt', at,
        'channel', 'web', 'order', json_build_object('currency', 'GBP', 'lines', (
          select json_agg(json_build_object('lineId', line::text, 'sku', 'SKU-' || (1000 + (chance * line)::int),
            'name', 'Espresso beans 1 kg', 'category', 'coffee', 'quantity', (1 + (chance::int + line) % 3)::text,
            'unitPrice', round((2 + chance / 25 + line)::numeric, 2)::text))
          from generate_series(1, 3) line))), '{"b":[]}'
      from balance b cross join generate_series(1, $2::int) n
      cross join lateral (select (abs(hashtext(b.owner_id::text || n)) % 1000)::float8 as chance) c
      cross join lateral (select now() - make_interval(days => (chance / 2.5)::int) as at) t
      where b.program_id = $1`,
    [programId, ordersEach],
  )
  await cluster.sql('vacuum analyze activity')
}

/** P11: the size of a segment from maintained histories, and from the orders of its members. */
export async function segmentsAgainstScan(session: Session): Promise<Row[]> {
  const { rounds } = session.extent
  const members = rounds >= 5 ? 1_000_000 : 100_000
  const cluster = await startCluster(session.say)
  const database = openDatabase({ url: cluster.appUrl, connectionsMax: 4 })
  const product = composeProduct({ database, hot: database })
  try {
    const { organizationId } = await ensureOrganization(database, { key: 'bench', name: 'Bench' })
    const template = { name: 'segments', definitions: [...postingProgram()] }
    const made = await product.programs.createProgram({
      organizationId,
      key: 'segments',
      actor: 'bench',
      template,
    })
    const { programId } = orThrow(made).program
    session.say(`Writing ${(members * ordersEach).toLocaleString('en')} orders and folding their histories`)
    await enrolMembers(cluster, programId, members)
    await writeOrders(cluster, programId)
    const began = performance.now()
    await foldHistory(product, programId)
    const foldSeconds = (performance.now() - began) / 1000
    for (const table of ['member_history', 'history_order']) await cluster.sql(`vacuum analyze ${table}`)
    const sizes = new Set<number>()
    const timed = async (ask: () => Promise<number>) => {
      const from = performance.now()
      sizes.add(await ask())
      return 1000 / (performance.now() - from)
    }
    const preview = async () => {
      const parts = { ...product, sources: allFacts }
      return orThrow(await previewSegment(parts, { programId, when, now: Date.now() })).members
    }
    const scan = async () => {
      const [row] = await cluster.sql<{ members: string }>(rawScan, [programId])
      return Number(row?.members)
    }
    await preview()
    const rates = await alternate(rounds, { rollup: () => timed(preview), scan: () => timed(scan) })
    if (sizes.size !== 1) throw new Error(`The two ways count differently: ${[...sizes].join(' and ')}`)
    const ms = (values: readonly number[]) => Math.round(1000 / spreadOf(values).median).toLocaleString('en')
    const counted = [...sizes][0]?.toLocaleString('en')
    return [
      {
        goal: goalOf('P11'),
        measured: spreadOf(ratios(rates.rollup, rates.scan)),
        note: `${ms(rates.rollup)} ms by histories, ${ms(rates.scan)} ms from the orders: ${counted} of ${members.toLocaleString('en')} members, the preview with its sample; histories folded in ${Math.round(foldSeconds)} s.`,
      },
    ]
  } finally {
    await product.pipeline.close()
    await database.close()
    await cluster.stop()
  }
}
