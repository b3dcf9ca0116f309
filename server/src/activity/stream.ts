import { Readable } from 'node:stream'
import { type ActivityInput, type ActivityReply, activityInput } from '@perennial/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Verdict } from '../kernel/verdict.ts'
import { parseJsonBody, refusalOf } from '../platform/http/index.ts'
import type { ProgramPlace } from './ask.ts'
import { outcomeOf } from './model/item-outcome.ts'
import { lineBytesMax, linesOf, tooLong } from './model/lines.ts'
import type { Pipeline } from './pipeline.ts'

const inFlightMax = 1_000

interface Parts {
  pipeline: Pipeline
  program: ProgramPlace
}

/** One line of a stream: an activity, or why it is none. */
function parseLine(line: Buffer | typeof tooLong): Verdict<ActivityInput> {
  if (line === tooLong) return refuse('body_too_large', `A line is longer than ${lineBytesMax} bytes.`)
  try {
    const parsed = activityInput.safeParse(parseJsonBody(line))
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
 * Reads activities line by line and answers outcomes line by line, in the same order, each as soon as it is known. At
 * most 1,000 are in flight: a client that reads slowly is read slowly. Memory is bounded whatever the length. When the
 * client goes away, what was read is recorded all the same, and its natural keys make a repeat safe.
 */
export async function streamActivities(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: Parts,
): Promise<FastifyReply> {
  const outcomes = outcomesOf(request.body as Readable, parts)
  return reply
    .type('application/x-ndjson')
    .send(Readable.from(outcomes, { objectMode: true, highWaterMark: 16 }))
}

type Step = { line: IteratorResult<Buffer | typeof tooLong> } | { text: string }

async function* outcomesOf(input: Readable, parts: Parts): AsyncGenerator<string> {
  const lines = linesOf(input)
  const waiting: Promise<Step>[] = []
  let next: Promise<Step> | undefined = readNext(lines)
  let index = 0
  while (next !== undefined || waiting.length > 0) {
    // Whichever comes first: another line, while there is room, or the oldest line's outcome.
    const candidates = [...(waiting[0] === undefined ? [] : [waiting[0]])]
    if (next !== undefined && waiting.length < inFlightMax) candidates.push(next)
    const step = await Promise.race(candidates)
    if ('text' in step) {
      void waiting.shift()
      yield step.text
    } else if (step.line.done === true) next = undefined
    else {
      waiting.push(answerLine(index, step.line.value, parts))
      index += 1
      next = readNext(lines)
    }
  }
}

async function readNext(lines: AsyncGenerator<Buffer | typeof tooLong>): Promise<Step> {
  return { line: await lines.next() }
}

async function answerLine(index: number, line: Buffer | typeof tooLong, parts: Parts): Promise<Step> {
  const input = parseLine(line)
  return {
    text: `${JSON.stringify(outcomeOf(index, input.ok ? await submit(input.value, parts) : input))}\n`,
  }
}

async function submit(input: ActivityInput, { pipeline, program }: Parts): Promise<Verdict<ActivityReply>> {
  try {
    const [verdict] = await pipeline.submit(program, [input])
    return verdict as Verdict<ActivityReply>
  } catch (error) {
    return { ok: false, refusal: refusalOf(error) }
  }
}
