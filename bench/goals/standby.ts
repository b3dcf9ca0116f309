import { ensureOrganization } from '../../server/src/access/index.ts'
import { composeProduct } from '../../server/src/app/compose.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import { orderText } from '../load/orders.ts'
import { alternate } from '../measure/alternate.ts'
import { goalOf } from '../measure/goals.ts'
import { spreadOf } from '../measure/statistics.ts'
import type { Row } from '../measure/table.ts'
import { type Cluster, startCluster } from '../server/cluster.ts'
import { enrolMembers } from '../server/members.ts'
import { postOrders } from '../server/post-orders.ts'
import { postingProgram } from '../server/program.ts'
import { killPrimary, removeFolder, type Standby, startStandby } from '../server/standby.ts'
import { ratioRow, type Session } from '../session.ts'

const members = 20_000
const batch = 50
const callers = 8

/** The product on the primary, in this process. */
async function openOn(cluster: Cluster) {
  const database = openDatabase({ url: cluster.appUrl, connectionsMax: 4 })
  const hot = openDatabase({ url: cluster.appUrl, connectionsMax: 6, hot: true })
  const product = composeProduct({ database, hot, lanes: 4 })
  const { organizationId } = await ensureOrganization(database, { key: 'bench', name: 'Bench' })
  const template = { name: 'standby', definitions: [...postingProgram()] }
  const made = { organizationId, key: 'standby', actor: 'bench', template }
  const { programId } = orThrow(await product.programs.createProgram(made)).program
  await enrolMembers(cluster, programId, members)
  return {
    programId,
    pipeline: product.pipeline,
    close: async () => {
      await product.pipeline.close().catch(() => {})
      await Promise.all([database.close(), hot.close()]).catch(() => {})
    },
  }
}

type Opened = Awaited<ReturnType<typeof openOn>>

/**
 * P13: what it costs that another machine has each commit before it is confirmed, and what is lost when the primary
 * dies. Both servers share this machine and its disk, so there is no network in it.
 */
export async function standby(session: Session): Promise<Row[]> {
  const { rounds, seconds } = session.extent
  const cluster = await startCluster(session.say)
  let follower: Standby | undefined
  let opened: Opened | undefined
  try {
    opened = await openOn(cluster)
    session.say('Copying the primary for its standby')
    follower = await startStandby(cluster)
    const at = { opened, follower, next: 0 }
    await post(at, Math.max(3, seconds))
    const rates = await alternate(rounds, {
      synchronous: async () => {
        await at.follower.waitFor(true)
        return post(at, seconds)
      },
      asynchronous: async () => {
        await at.follower.waitFor(false)
        return post(at, seconds)
      },
    })
    const how = `Batches of ${batch}, ${callers} callers, 4 lanes; both servers on this machine.`
    const lost = await killWhilePosting(at, cluster)
    return [
      ratioRow('P13', { above: rates.synchronous, below: rates.asynchronous }, how),
      { goal: goalOf('P13/lost'), measured: spreadOf([lost.lost]), note: lost.note },
    ]
  } finally {
    await opened?.close()
    await follower?.stop().catch(() => {})
    await cluster.stop().catch(() => removeFolder(cluster))
  }
}

interface At {
  opened: Opened
  follower: Standby
  next: number
}

function shapeOf() {
  return { members, source: 'bench', startMs: Date.now() - 7_200_000 }
}

async function post(at: At, seconds: number): Promise<number> {
  const { programId, pipeline } = at.opened
  const report = await postOrders(pipeline, {
    programId,
    shape: shapeOf(),
    seconds,
    first: at.next,
    batch,
    callers,
  })
  at.next += report.sent
  if (report.refused > 0) throw new Error(`${report.refused} orders were refused`)
  return report.posted / report.seconds
}

/** Kills the primary under load while it waits for the standby; what was acknowledged and the standby lacks. */
async function killWhilePosting(at: At, cluster: Cluster): Promise<{ lost: number; note: string }> {
  const { programId, pipeline } = at.opened
  await at.follower.waitFor(true)
  const shape = { ...shapeOf(), source: 'killed' }
  const acknowledged: string[] = []
  let isDead = false
  let number = 0
  const posting = Array.from({ length: callers }, async () => {
    while (!isDead) {
      const orders = Array.from({ length: batch }, () => JSON.parse(orderText(shape, number++)))
      const verdicts = await pipeline
        .submit({ programId, clockOffsetSeconds: 0 }, orders)
        .catch(() => undefined)
      if (verdicts === undefined) return
      for (const [index, each] of verdicts.entries()) if (each.ok) acknowledged.push(orders[index].sourceId)
    }
  })
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  await killPrimary(cluster)
  isDead = true
  await Promise.all(posting)
  await at.follower.promote()
  const [row] = await at.follower.sql<{ found: string }>(
    `select count(*) as found from activity_key where program_id = $1 and source = 'killed' and source_id = any($2::text[])`,
    [programId, acknowledged],
  )
  const lost = acknowledged.length - Number(row?.found ?? 0)
  if (acknowledged.length === 0) throw new Error('Nothing was acknowledged before the primary was killed')
  return {
    lost,
    note: `Of ${acknowledged.length.toLocaleString('en')} acknowledged before the kill, by its keys.`,
  }
}
