import pg from 'pg'

const statements = [
  'update pgbench_accounts set abalance = abalance + $1 where aid = $2',
  'select abalance from pgbench_accounts where aid = $1',
  'update pgbench_tellers set tbalance = tbalance + $1 where tid = $2',
  'update pgbench_branches set bbalance = bbalance + $1 where bid = $2',
  'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
]

function upTo(count: number): number {
  return 1 + Math.floor(Math.random() * count)
}

/**
 * The transaction of `pgbench -b tpcb-like -M prepared`, where there is no pgbench: the same seven statements, each a
 * round trip, on so many connections. Transactions a second.
 */
export async function runTpcb(run: {
  url: string
  connections: number
  seconds: number
  scale: number
}): Promise<number> {
  const clients = Array.from({ length: run.connections }, () => new pg.Client({ connectionString: run.url }))
  await Promise.all(clients.map((client) => client.connect()))
  const endsAt = performance.now() + run.seconds * 1000
  let done = 0
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < endsAt) {
        await transact(client, run.scale)
        if (performance.now() <= endsAt) done += 1
      }
      await client.end()
    }),
  )
  return done / run.seconds
}

async function transact(client: pg.Client, scale: number): Promise<void> {
  const account = upTo(scale * 100_000)
  const [teller, branch] = [upTo(scale * 10), upTo(scale)]
  const delta = upTo(10_001) - 5_001
  const params = [
    [delta, account],
    [account],
    [delta, teller],
    [delta, branch],
    [teller, branch, account, delta],
  ]
  await client.query('begin')
  for (const [index, text] of statements.entries()) {
    await client.query({ name: `tpcb-${index}`, text, values: params[index] as number[] })
  }
  await client.query('end')
}
