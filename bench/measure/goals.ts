/** One line of the table of goals. `atLeast`: more is better. */
export interface Goal {
  id: string
  /** What is divided by what, in a few words. */
  what: string
  floor: number
  target: number
  direction: 'atLeast' | 'atMost'
  unit: 'x' | '%' | 's' | ''
}

const goalList: readonly Goal[] = [
  goal('P1', 'earns/s over HTTP, 256 connections / TPC-B', [2, 4]),
  goal('P1/one', 'the same by one process', [2, 4]),
  goal('P2/64', 'earns/s over HTTP, 64 connections / TPC-B', [1.3, 2]),
  goal('P2/16', 'earns/s over HTTP, 16 connections / TPC-B', [0.8, 1.2]),
  goal('P3', 'earns/s over HTTP / one activity a transaction', [6, 10]),
  goal('P4/tpcb', 'posting, batch 500 / TPC-B', [6, 10]),
  goal('P4/pgledger', 'posting, batch 500 / one transfer function a call', [12, 20]),
  goal('P4/pipeline', 'the same by the whole pipeline / TPC-B', [6, 10]),
  goal('P5', '1,000 hot members / uniform members', [0.5, 0.8]),
  goal('P5/deadlocks', 'deadlocks under hot members', [0, 0, 'atMost', '']),
  goal('P5/409', 'replies 409 under hot members', [0, 0, 'atMost', '']),
  goal('P6', 'spends/s over HTTP, 256 connections / TPC-B', [1, 2]),
  goal('P7', 'replayed keys / first-time earns', [1, 2]),
  goal('P8/incremental', 'orders posted / COPY, both into filled tables', [0.4, 0.6]),
  goal('P8/initial', 'orders posted / COPY, both into empty tables', [0.8, 1]),
  goal('P9', 'back-test orders/s in processes / streaming the same rows through the same rules', [20, 80]),
  goal('P9/ten-rules', 'the same with the small orders and ten rules of the other benches', [20, 80]),
  goal('P10/closures', 'time of compiled rules / of closures by hand', [4, 1.5, 'atMost']),
  goal('P10/cel', 'compiled rules / the fastest CEL package', [5, 20]),
  goal('P11', 'size of a segment over 1 M members by histories / by a scan of their 2 M orders', [10, 20]),
  goal('P13', 'posting, batch 50, with a synchronous standby / an asynchronous one', [0.8, 0.95]),
  goal('P13/lost', 'acknowledged activities that the standby lacks when the primary is killed', [
    0,
    0,
    'atMost',
    '',
  ]),
  goal('P14/hot', 'HOT share of balance updates', [98, 99.5, 'atLeast', '%']),
  goal('P14/wal', 'WAL bytes of an earn / of a TPC-B transaction', [2.5, 1.5, 'atMost']),
  goal('P14/new', 'the same where every member is new', [2.5, 1.5, 'atMost']),
  goal('P15', 'bytes of the ledger on disk for an earn and a fifth of a spend / 743', [0.6, 0.4, 'atMost']),
  goal('P16/members', 'earns/s with 1 M members / with 100 k', [0.8, 0.95]),
  goal('P16/rules', 'earns/s with 1,000 rules defined / with 10', [0.8, 0.95]),
  goal('P17/first', 'first start to ready page', [10, 5, 'atMost', 's']),
  goal('P17/restart', 'restart to ready page', [2, 1, 'atMost', 's']),
]

function goal(
  id: string,
  what: string,
  bounds: readonly [floor: number, target: number, direction?: Goal['direction'], unit?: Goal['unit']],
): Goal {
  const [floor, target, direction = 'atLeast', unit = 'x'] = bounds
  return { id, what, floor, target, direction, unit }
}

/** The goal with this id. Throws on another one: goals are written in one place. */
export function goalOf(id: string): Goal {
  const found = goalList.find((each) => each.id === id)
  if (found === undefined) throw new Error(`There is no goal ${id}`)
  return found
}
