import { invariant } from '../../../kernel/verdict.ts'

/** A run of neighbouring rows of one order in the spool. */
export interface Fragment {
  /** File line of its first row. */
  line: number
  /** Bytes from the start of the spool. */
  offset: number
  length: number
}

/**
 * Knows where the rows of every order lie, in about 55 bytes a run of rows. Ids are kept as two hashes with seeds of
 * their own, because a million ids as text would fill the memory that an import may use.
 */
export interface OrderIndex {
  /** Opens a run; `isNew` when it is its order's first. */
  open(orderId: string, at: { line: number; offset: number }): { fragment: number; isNew: boolean }
  /** Says what the first run showed. `at` in epoch ms, NaN when it could not be read. */
  describe(fragment: number, order: { at: number; isReturn: boolean }): void
  close(fragment: number, length: number): void
  /** Orders and returns by (time, orders before returns, first line); numbers for the functions below. Ends opening. */
  sorted(): Uint32Array
  isReturn(order: number): boolean
  /** NaN when it could not be read. */
  instant(order: number): number
  fragments(order: number): Fragment[]
}

const none = 0xffffffff

interface Arrays {
  at: Float64Array
  offset: Float64Array
  length: Uint32Array
  line: Uint32Array
  hashA: Uint32Array
  hashB: Uint32Array
  /** The next run of the same order. */
  next: Uint32Array
  /** The last run of an order, at its first run. */
  last: Uint32Array
  /** 0 a later run, 1 an order, 2 a return. */
  kind: Uint8Array
}

function arraysOf(size: number): Arrays {
  return {
    at: new Float64Array(size),
    offset: new Float64Array(size),
    length: new Uint32Array(size),
    line: new Uint32Array(size),
    hashA: new Uint32Array(size),
    hashB: new Uint32Array(size),
    next: new Uint32Array(size).fill(none),
    last: new Uint32Array(size),
    kind: new Uint8Array(size),
  }
}

function grown(old: Arrays, size: number): Arrays {
  const bigger = arraysOf(size)
  for (const name of Object.keys(old) as (keyof Arrays)[]) bigger[name].set(old[name])
  return bigger
}

function hash(text: string, seed: number): number {
  let value = seed
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x5bd1e995)
    value ^= value >>> 15
  }
  return Math.imul(value ^ (value >>> 13), 0x85ebca6b) >>> 0
}

/** Random seeds, so that nobody can write a file whose ids meet. */
function seeds(): [number, number] {
  const [a, b] = crypto.getRandomValues(new Uint32Array(2))
  return [a ?? 1, b ?? 2]
}

/** `onePerRow`: every row is an order of its own, so that ids need not be found again. */
export function createOrderIndex(options: { onePerRow: boolean }): OrderIndex {
  const [seedA, seedB] = seeds()
  let arrays = arraysOf(4096)
  let count = 0
  let orders = 0
  let table = new Uint32Array(8192).fill(none)

  function slotOf(a: number, b: number): number {
    let slot = a & (table.length - 1)
    for (;;) {
      const fragment = table[slot] as number
      if (fragment === none || (arrays.hashA[fragment] === a && arrays.hashB[fragment] === b)) return slot
      slot = (slot + 1) & (table.length - 1)
    }
  }

  function growTable(): void {
    const old = table
    table = new Uint32Array(old.length * 2).fill(none)
    for (const fragment of old) {
      if (fragment === none) continue
      table[slotOf(arrays.hashA[fragment] as number, arrays.hashB[fragment] as number)] = fragment
    }
  }

  function append(at: { line: number; offset: number }): number {
    if (count === arrays.at.length) arrays = grown(arrays, count * 2)
    arrays.line[count] = at.line
    arrays.offset[count] = at.offset
    arrays.last[count] = count
    count += 1
    return count - 1
  }

  function open(orderId: string, at: { line: number; offset: number }) {
    const fragment = append(at)
    if (options.onePerRow) return { fragment, isNew: true }
    const [a, b] = [hash(orderId, seedA), hash(orderId, seedB)]
    arrays.hashA[fragment] = a
    arrays.hashB[fragment] = b
    const slot = slotOf(a, b)
    const first = table[slot] as number
    if (first !== none) {
      arrays.next[arrays.last[first] as number] = fragment
      arrays.last[first] = fragment
      return { fragment, isNew: false }
    }
    table[slot] = fragment
    orders += 1
    if (orders * 2 > table.length) growTable()
    return { fragment, isNew: true }
  }

  return {
    open,
    describe(fragment, order) {
      arrays.at[fragment] = order.at
      arrays.kind[fragment] = order.isReturn ? 2 : 1
    },
    close: (fragment, length) => (arrays.length[fragment] = length),
    sorted: () => {
      table = new Uint32Array(0)
      arrays = withoutIds(arrays)
      return sortOrders(arrays, count)
    },
    isReturn: (order) => arrays.kind[order] === 2,
    instant: (order) => arrays.at[order] as number,
    fragments: (order) => fragmentsOf(arrays, order),
  }
}

/** Only finding ids again needs these: a third of the memory, given back for the posting that follows. */
function withoutIds(arrays: Arrays): Arrays {
  const nothing = new Uint32Array(0)
  return { ...arrays, hashA: nothing, hashB: nothing, last: nothing }
}

function fragmentsOf({ line, offset, length, next }: Arrays, order: number): Fragment[] {
  const found: Fragment[] = []
  for (let at = order; at !== none; at = next[at] as number) {
    invariant(at < line.length, 'a run of rows points at one that exists')
    found.push({ line: line[at] as number, offset: offset[at] as number, length: length[at] as number })
  }
  return found
}

/**
 * Orders stand before returns of the same instant, whatever their lines: a return takes what was bought at or before
 * its own time.
 */
function sortOrders(arrays: Arrays, count: number): Uint32Array {
  const { at, kind, line } = arrays
  const all = new Uint32Array(count)
  let heads = 0
  for (let fragment = 0; fragment < count; fragment += 1) {
    if (kind[fragment] === 0) continue
    all[heads] = fragment
    heads += 1
  }
  const before = (a: number, b: number): number => {
    const [timeA, timeB] = [at[a] as number, at[b] as number]
    if (timeA !== timeB && !(Number.isNaN(timeA) && Number.isNaN(timeB))) {
      // What has no readable time is refused later; it only needs a place.
      return Number.isNaN(timeA) ? 1 : Number.isNaN(timeB) ? -1 : timeA - timeB
    }
    return (kind[a] as number) - (kind[b] as number) || (line[a] as number) - (line[b] as number)
  }
  return all.subarray(0, heads).sort(before)
}
