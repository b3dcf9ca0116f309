import type { Cluster } from './cluster.ts'

/** Enrols members `m1` to `m<count>` of a programme set-wise: who they are is not what is measured. */
export async function enrolMembers(cluster: Cluster, programId: number, count: number): Promise<void> {
  await cluster.sql('drop table if exists enrolled')
  await cluster.sql(
    'create temp table enrolled as select number, uuidv7() as id from generate_series(1, $1::int) as number',
    [count],
  )
  await cluster.sql(
    'insert into member (program_id, member_id, enrolled_at) select $1, id, now() from enrolled',
    [programId],
  )
  await cluster.sql(
    `insert into member_identifier (program_id, kind, value, member_id) select $1, 'externalId', 'm' || number, id from enrolled`,
    [programId],
  )
  // The bucket is what the product takes it to be: the last six bits of the id.
  await cluster.sql(
    `insert into balance (program_id, owner_id, currency, bucket)
      select $1, id, 1, ('x' || right(id::text, 2))::bit(8)::int & 63 from enrolled`,
    [programId],
  )
  for (const table of ['member', 'member_identifier', 'balance']) await cluster.sql(`vacuum analyze ${table}`)
}
