/** How the orders of a load are made. Everything follows from the number of the order, so a repeat is the same text. */
export interface OrderShape {
  /** Members are `m1` to `m<members>`. */
  members: number
  /** Different loads on one programme need different sources. */
  source: string
  /** When the first order happened, epoch milliseconds. */
  startMs: number
  /** How much later each next order happened, milliseconds. Default: 10. */
  stepMs?: number
}

const names = ['Espresso beans 1 kg', 'Paper filters, pack of 100', 'Enamel mug, dark green', 'Oat biscuits']
const categories = ['coffee', 'accessories', 'tableware', 'food']
const channels = ['web', 'app', 'store']

/** Spreads consecutive numbers over 32 bits (the finaliser of MurmurHash3), so that members come in no order. */
function scatter(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The JSON of an order of three lines. */
export function orderText(shape: OrderShape, number: number): string {
  const chance = scatter(number + 1)
  const member = (scatter(chance ^ 0x5bd1e995) % shape.members) + 1
  const lines = [0, 1, 2].map((line) => orderLine(line, scatter(chance + line)))
  const occurredAt = new Date(shape.startMs + number * (shape.stepMs ?? 10)).toISOString()
  const channel = channels[chance % channels.length]
  return (
    `{"type":"order.placed","source":"${shape.source}","sourceId":"${number}","occurredAt":"${occurredAt}",` +
    `"member":{"externalId":"m${member}"},"channel":"${channel}","order":{"currency":"GBP","lines":[${lines.join(',')}]}}`
  )
}

function orderLine(line: number, chance: number): string {
  const kind = chance % names.length
  const price = `${2 + ((chance >>> 8) % 40)}.${String((chance >>> 16) % 100).padStart(2, '0')}`
  return (
    `{"lineId":"${line + 1}","sku":"SKU-${1000 + (chance % 5000)}","name":"${names[kind]}","category":"${categories[kind]}",` +
    `"quantity":"${1 + ((chance >>> 4) % 3)}","unitPrice":"${price}"}`
  )
}
