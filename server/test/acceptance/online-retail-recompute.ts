import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'

// Shares no code with the server on purpose: it reads the file its own way and uses plain integers, so that a mistake
// of the product cannot hide in both. Prices have at most three decimals here: amounts are tenths of pence x quantity.

interface Line {
  sku: string
  left: number
  priceTenthPence: number
}
interface Order {
  member: string
  time: string
  firstLine: number
  lines: Line[]
}

/** What the file comes to, by its own rules. */
export interface Expected {
  /** By customer. `spend`: eligible pence left within twelve months of 2011-12-10. */
  members: Map<string, { points: number; spend: number }>
  withoutCustomer: number
  unmatchedUnits: number
  unmatchedLines: number
  partlyMatched: number
  orders: number
  cancellations: number
}

const excluded = 'POST|D|M|DOT|BANK CHARGES|C2|AMAZONFEE|S|B|PADS|CRUK'.split('|')
function eligiblePence(order: Order): number {
  return order.lines
    .filter((l) => l.priceTenthPence > 0 && !excluded.includes(l.sku) && !l.sku.startsWith('gift_0001_'))
    .reduce((sum, l) => sum + Math.floor((l.left * l.priceTenthPence + 5) / 10), 0)
}

/** Recomputes the whole file. `until` cuts it: only lines of that many first rows count. */
export async function recompute(file: string, until = Number.POSITIVE_INFINITY): Promise<Expected> {
  const sales = new Map<string, Order>()
  const returns = new Map<string, Order>()
  let row = 0
  let withoutCustomer = 0
  for await (const text of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    row += 1
    if (row === 1 || row > until) continue
    const [invoice = '', sku = '', , quantity, time = '', price, member = ''] = [
      ...text.matchAll(/("(?:[^"]|"")*"|[^,"]*)(?:,|$)/g),
    ].map((m) => (m[1] ?? '').replace(/^"|"$/g, ''))
    if (member === '' || member === 'NA') withoutCustomer += 1
    else {
      const to = invoice.startsWith('C') ? returns : sales
      const order = to.get(invoice) ?? { member, time, firstLine: row, lines: [] }
      order.lines.push({ sku, left: Number(quantity), priceTenthPence: Math.round(Number(price) * 1000) })
      to.set(invoice, order)
    }
  }
  const byTime = (a: Order, b: Order) =>
    a.time < b.time ? -1 : a.time > b.time ? 1 : a.firstLine - b.firstLine
  const counts = { unmatchedUnits: 0, unmatchedLines: 0, partlyMatched: 0 }
  const latestFirst = [...sales.values()].sort(byTime).reverse()
  const ordersOf = Map.groupBy(latestFirst, (order) => order.member)
  for (const back of [...returns.values()].sort(byTime))
    for (const { sku, left } of back.lines) {
      let open = -left
      for (const order of ordersOf.get(back.member) ?? [])
        for (const line of order.time <= back.time ? order.lines.toReversed() : [])
          if (line.sku === sku) {
            const taken = Math.min(open, line.left)
            line.left -= taken
            open -= taken
          }
      counts.unmatchedUnits += open
      counts.unmatchedLines += open > 0 ? 1 : 0
      counts.partlyMatched += open > 0 && open < -left ? 1 : 0
    }
  const members: Expected['members'] = new Map()
  for (const order of sales.values()) {
    const member = members.get(order.member) ?? { points: 0, spend: 0 }
    member.points += Math.floor(eligiblePence(order) / 10)
    // The window (t - 12 months, t] of t = 2011-12-10T00:00; the file ends the day before.
    if (order.time > '2010-12-10 00:00:00') member.spend += eligiblePence(order)
    members.set(order.member, member)
  }
  return { members, withoutCustomer, ...counts, orders: sales.size, cancellations: returns.size }
}
