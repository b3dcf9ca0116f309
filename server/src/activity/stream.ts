import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { PassThrough, type Readable } from 'node:stream'
import { type ActivityInput, type ActivityReply, activityInput } from '@perennial/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Verdict } from '../kernel/verdict.ts'
import { parseJsonBody, refusalOf } from '../platform/http/index.ts'
import { outcomeOf } from './model/item-outcome.ts'
import type { Pipeline, ProgramPlace } from './pipeline.ts'

const lineBytesMax = 1_048_576
const inFlightMax = 1_000

/** One line of a stream: an activity, or why it is none. */
function parseLine(line: string): Verdict<ActivityInput> {
  if (line.length > lineBytesMax) return refuse('body_too_large', 'A line is longer than 1 MiB.')
  try {
    const parsed = activityInput.safeParse(parseJsonBody(Buffer.from(line)))
    if (parsed.success) return { ok: true, value: parsed.data }
    const [issue] = parsed.error.issues
    return refuse('body_invalid', issue?.message ?? 'The line does not fit the schema.', {
      field: issue?.path.join('.') ?? '',
    })
  } catch (error) {
    return { ok: false, refusal: refusalOf(error) }
  }
}

/**
 * Reads activities line by line and answers outcomes line by line, in the same order, while the stream runs. At most
 * 1,000 are in flight: a client that reads slowly is read slowly. Memory is bounded whatever the length.
 */
export async function streamActivities(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: { pipeline: Pipeline; program: ProgramPlace },
): Promise<FastifyReply> {
  const output = new PassThrough()
  reply.type('application/x-ndjson').send(output)
  void pump(request.body as Readable, output, parts)
  return reply
}

async function pump(
  input: Readable,
  output: PassThrough,
  parts: { pipeline: Pipeline; program: ProgramPlace },
): Promise<void> {
  const waiting: Promise<string>[] = []
  try {
    let index = 0
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue
      waiting.push(answerLine(index, line, parts))
      index += 1
      while (waiting.length >= inFlightMax) await writeNext(waiting, output)
    }
    while (waiting.length > 0) await writeNext(waiting, output)
    output.end()
  } catch (error) {
    // The client is gone: what was accepted is recorded all the same, and its natural keys make a repeat safe.
    await Promise.allSettled(waiting)
    output.destroy(error as Error)
  }
}

async function writeNext(waiting: Promise<string>[], output: PassThrough): Promise<void> {
  const text = await waiting.shift()
  if (!output.write(`${text}\n`)) await once(output, 'drain')
}

async function answerLine(
  index: number,
  line: string,
  parts: { pipeline: Pipeline; program: ProgramPlace },
): Promise<string> {
  const input = parseLine(line)
  if (!input.ok) return JSON.stringify(outcomeOf(index, input))
  try {
    const [verdict] = await parts.pipeline.submit(parts.program, [input.value])
    return JSON.stringify(outcomeOf(index, verdict as Verdict<ActivityReply>))
  } catch (error) {
    return JSON.stringify(outcomeOf(index, { ok: false, refusal: refusalOf(error) }))
  }
}
