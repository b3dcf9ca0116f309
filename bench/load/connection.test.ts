import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerReader } from './connection.ts'
import { orderText } from './orders.ts'

function answer(status: number, body: string): string {
  return `HTTP/1.1 ${status} Text\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

test('answers are found however the network cuts them', () => {
  const stream = Buffer.from(answer(201, '{"a":1}') + answer(204, '') + answer(409, 'x'.repeat(300)))
  const cuts = fc.array(fc.integer({ min: 1, max: stream.length - 1 }), { maxLength: 12 })
  fc.assert(
    fc.property(cuts, (places) => {
      const statuses: number[] = []
      const read = answerReader((status) => statuses.push(status))
      const ends = [...new Set([0, ...places, stream.length])].sort((a, b) => a - b)
      for (const [index, end] of ends.entries()) {
        if (index > 0) read(stream.subarray(ends[index - 1], end))
      }
      expect(statuses).toEqual([201, 204, 409])
    }),
  )
})

test('the same number makes the same order, another number another one', () => {
  const shape = { members: 100, source: 'load', startMs: Date.UTC(2026, 0, 1) }
  const text = orderText(shape, 7)
  expect(orderText(shape, 7)).toBe(text)
  expect(orderText(shape, 8)).not.toBe(text)
  const order = JSON.parse(text) as { order: { lines: unknown[] }; sourceId: string }
  expect(order.order.lines).toHaveLength(3)
  expect(order.sourceId).toBe('7')
  // The generator counts characters as bytes.
  expect(Buffer.byteLength(text)).toBe(text.length)
})
