import { type Client, openClient } from '../client.ts'
import { openShop } from './shop.ts'
import { bank, doublePost, overspend, type Trial, type Verdict } from './trials.ts'

export interface HammerReport {
  passed: boolean
  program: string
  /** Whether the throw-away programme was made read-only at the end. */
  shut: boolean
  verdicts: Verdict[]
  /** Breaks that the server's own verification of the books found. */
  breaks: string[]
  requests: number
  /** Answers with a status of 500 or more. */
  errors: number
}

export interface HammerAsk {
  url: string
  key: string
  /** For all trials together. */
  seconds: number
  signal: AbortSignal
  progress(done: number, what: string): void
  /** The sum over all books of the programme with that key, where there is a database to ask. */
  total?: (program: string) => Promise<{ sum: number; least: number }>
}

/** Hammers a server with three trials in a programme of their own, and lets it verify its books. */
export async function hammer(ask: HammerAsk): Promise<HammerReport> {
  const client: Client = openClient(ask)
  const shop = await openShop(client)
  try {
    const { total } = ask
    const trials = [overspend, doublePost, bank]
    const trial: Trial = {
      shop,
      seconds: ask.seconds / trials.length,
      signal: ask.signal,
      progress: ask.progress,
      total: total === undefined ? undefined : () => total(shop.key),
    }
    const verdicts: Verdict[] = []
    for (const run of trials) verdicts.push(await run(trial))
    const breaks = await shop.verify()
    const isShut = await shop.shut()
    const errors = client.failed()
    const passed = verdicts.every((each) => each.passed) && breaks.length === 0 && errors === 0
    return { passed, program: shop.key, shut: isShut, verdicts, breaks, requests: client.answered(), errors }
  } catch (error) {
    await shop.shut().catch(() => false)
    throw error
  }
}

/** The verdict on one page. */
export function hammerPage(report: HammerReport, at: string): string {
  const lines = [`Jackhammer against ${at}`, '']
  for (const each of report.verdicts) {
    const { seconds } = each
    const counts = Object.entries(each.counts)
      .map(([what, count]) => `${count.toLocaleString('en-GB')} ${what}`)
      .join(', ')
    lines.push(`  ${each.passed ? 'PASS' : 'FAIL'}  ${each.id}  ${each.name}`)
    lines.push(`        ${counts} in ${seconds.toFixed(1)} s`)
    for (const fault of each.faults) lines.push(`        ${fault}`)
  }
  const areSound = report.breaks.length === 0
  lines.push(`  ${areSound ? 'PASS' : 'FAIL'}        The books prove themselves`)
  for (const each of report.breaks.slice(0, 5)) lines.push(`        ${each}`)
  lines.push(`  ${report.errors === 0 ? 'PASS' : 'FAIL'}        No answer was an error of the server`)
  lines.push(`        ${report.requests.toLocaleString('en-GB')} requests, ${report.errors} errors`, '')
  const state = report.shut ? 'read-only from now on' : 'still open: it could not be made read-only'
  lines.push(`The programme ${report.program} stays, ${state}: books are never deleted.`)
  lines.push(report.passed ? 'PASS' : 'FAIL')
  return lines.join('\n')
}
