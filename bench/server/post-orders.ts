import type { ActivityInput } from '@perennial/contract'
import type { Pipeline } from '../../server/src/activity/index.ts'
import { type OrderShape, orderText } from '../load/orders.ts'

/** Posting without HTTP for some seconds. */
export interface PostAsk {
  programId: number
  shape: OrderShape
  seconds: number
  first: number
  /** Orders of one call of `submit`. */
  batch: number
  /** Calls at once. */
  callers: number
}

export interface PostReport {
  posted: number
  refused: number
  /** Orders handed over in all. */
  sent: number
  /** From the first order to the last reply. */
  seconds: number
}

/** Hands batches to the pipeline until the time is over. Making the orders is part of the time: it is small. */
export async function postOrders(pipeline: Pipeline, ask: PostAsk): Promise<PostReport> {
  const program = { programId: ask.programId, clockOffsetSeconds: 0 }
  const report: PostReport = { posted: 0, refused: 0, sent: 0, seconds: ask.seconds }
  let next = ask.first
  const take = () => Array.from({ length: ask.batch }, () => orderOf(ask.shape, next++))
  const startedAt = performance.now()
  const endsAt = startedAt + ask.seconds * 1000
  await Promise.all(
    Array.from({ length: ask.callers }, async () => {
      while (performance.now() < endsAt) {
        const orders = take()
        report.sent += orders.length
        const verdicts = await pipeline.submit(program, orders)
        for (const verdict of verdicts) {
          if (verdict.ok) report.posted += 1
          else report.refused += 1
        }
      }
    }),
  )
  // Batches under way at the end are waited for and counted, and so is their time.
  report.seconds = (performance.now() - startedAt) / 1000
  return report
}

function orderOf(shape: OrderShape, number: number): ActivityInput {
  return JSON.parse(orderText(shape, number)) as ActivityInput
}
