import { ensureOrganization } from '../../server/src/access/index.ts'
import { allFacts, composeProduct } from '../../server/src/app/compose.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import { previewSegment } from '../../server/src/segments/index.ts'
import { alternate } from '../measure/alternate.ts'
import { goalOf } from '../measure/goals.ts'
import { ratios, spreadOf } from '../measure/statistics.ts'
import type { Row } from '../measure/table.ts'
import { startCluster } from '../server/cluster.ts'
import { checkHistories, writeHistories } from '../server/histories.ts'
import { enrolMembers } from '../server/members.ts'
import { postingProgram } from '../server/program.ts'
import type { Session } from '../session.ts'

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
    const create = async (key: string) => {
      const of = { organizationId, key, actor: 'bench', template }
      return orThrow(await product.programs.createProgram(of)).program.programId
    }
    session.say('Holding written histories against those that the product makes')
    await checkHistories(cluster, product, await create('sample'))
    const programId = await create('segments')
    session.say(`Writing two orders of each of ${members.toLocaleString('en')} members and their histories`)
    await enrolMembers(cluster, programId, members)
    await writeHistories(cluster, product, programId)
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
        note: `${ms(rates.rollup)} ms by histories, ${ms(rates.scan)} ms from the orders: ${counted} of ${members.toLocaleString('en')} members, the preview with its sample.`,
      },
    ]
  } finally {
    await product.pipeline.close()
    await database.close()
    await cluster.stop()
  }
}
