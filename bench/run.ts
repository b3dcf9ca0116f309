import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { backTests } from './goals/back-test.ts'
import { batchesAgainstSingles, growth, hotMembers, httpAgainstTpcb, repeatedKeys } from './goals/http.ts'
import { importAgainstCopy, postingAlone } from './goals/posting.ts'
import { compiledRules } from './goals/rules.ts'
import { segmentsAgainstScan } from './goals/segments.ts'
import { standby } from './goals/standby.ts'
import { starts } from './goals/starts.ts'
import { ledgerOnDisk, spendsAgainstTpcb } from './goals/wallet.ts'
import { writeVolume } from './goals/writes.ts'
import { notesText, type Row, tableText } from './measure/table.ts'
import { resultsText } from './results.ts'
import { type Extent, openSession, type Session } from './session.ts'

// Rules and starts need a quiet machine and no server beside them, so they come first.
const benches: readonly { names: readonly string[]; run: (session: Session) => Promise<Row[]> }[] = [
  { names: ['P10'], run: compiledRules },
  { names: ['P17'], run: starts },
  { names: ['P1', 'P2'], run: httpAgainstTpcb },
  { names: ['P3'], run: batchesAgainstSingles },
  { names: ['P4'], run: postingAlone },
  { names: ['P5'], run: hotMembers },
  { names: ['P6'], run: spendsAgainstTpcb },
  { names: ['P7'], run: repeatedKeys },
  { names: ['P8'], run: importAgainstCopy },
  { names: ['P9'], run: backTests },
  { names: ['P11'], run: segmentsAgainstScan },
  { names: ['P13'], run: standby },
  { names: ['P14'], run: writeVolume },
  { names: ['P15'], run: ledgerOnDisk },
  { names: ['P16'], run: growth },
]

const long: Extent = { rounds: 5, seconds: 5 }
const short: Extent = { rounds: 3, seconds: 2 }

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

/** Which benches the words of the command line name: all of them, or `P1 P7`. */
function chosen(words: readonly string[]): typeof benches {
  const wanted = words.filter((word) => !word.startsWith('--')).map((word) => word.toUpperCase())
  const known = benches.flatMap((bench) => bench.names)
  const unknown = wanted.filter((word) => !known.includes(word))
  if (unknown.length > 0)
    throw new Error(`There is no bench ${unknown.join(', ')}. Benches: ${known.join(', ')}.`)
  return wanted.length === 0
    ? benches
    : benches.filter((bench) => bench.names.some((name) => wanted.includes(name)))
}

async function main(words: readonly string[]): Promise<void> {
  const picked = chosen(words)
  const isQuick = words.includes('--quick')
  const session = openSession(isQuick ? short : long, say)
  const rows: Row[] = []
  try {
    for (const bench of picked) {
      say(`Measuring ${bench.names.join(' and ')}`)
      rows.push(...(await bench.run(session)))
    }
    process.stdout.write(`\n${tableText(rows)}\n\n${notesText(rows)}\n`)
    // The file tells the whole table, never a part of it or a short form.
    if (picked.length === benches.length && !isQuick) {
      const file = path.join(import.meta.dirname, 'RESULTS.md')
      writeFileSync(file, await resultsText(session, rows))
      say(`Written to ${path.relative(process.cwd(), file)}`)
    }
  } finally {
    await session.close()
  }
}

await main(process.argv.slice(2))
