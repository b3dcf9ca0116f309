import { createHash } from 'node:crypto'
import type { Statement, StatementBalance, StatementMovement } from '@perennial/contract'
import { type Day, dayStart, parseDay } from '../../kernel/instants.ts'
import { escapeHtml } from '../../platform/http/index.ts'
import { type Language, wordsOf } from './statement-words.ts'

const style = `
:root { color-scheme: light; font: 14px/1.5 system-ui, sans-serif; color: #111; background: #fff }
body { max-width: 52rem; margin: 2.5rem auto; padding: 0 1.25rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
p { margin: .25rem 0 }
table { width: 100%; border-collapse: collapse }
th, td { text-align: start; padding: .35rem .5rem; border-bottom: 1px solid #ccc; vertical-align: top }
th:nth-last-child(-n+2), td:nth-last-child(-n+2) { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
tfoot td, .edge td { font-weight: 600 }
small { color: #444 }
@page { size: A4; margin: 18mm 15mm }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt }
  thead { display: table-header-group }
  tr { break-inside: avoid }
  h2 { break-after: avoid }
}
`

const styleHash = createHash('sha256').update(style).digest('base64')

/** The content security policy of {@link statementPage}: no script, this one style, nothing from elsewhere. */
export const statementPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** A statement as a page to print. */
export function statementPage(told: Statement, language: Language): string {
  const words = wordsOf(language)
  const title = `${words.title}: ${told.programName}`
  const period = [told.from, told.to].map((day) => dayShown(parseDay(day) ?? 0, told, language)).join(' – ')
  return `<!doctype html>
<html lang="${language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${words.member}: <bdi>${escapeHtml(told.name ?? told.member)}</bdi> <small><bdi>${escapeHtml(told.member)}</bdi></small></p>
<p>${words.period}: ${escapeHtml(period)} <small><bdi>${escapeHtml(told.timeZone)}</bdi></small></p>
${told.currencies.map((each) => section(each, told, language)).join('\n')}
</main>
</body>
</html>
`
}

function section(
  { name, scale, opening, movements, closing }: Statement['currencies'][number],
  told: Statement,
  language: Language,
): string {
  const words = wordsOf(language)
  const show = (points: number, isChange = false) => amountShown(points, { scale, language, isChange })
  const row = (movement: StatementMovement) =>
    `<tr><td>${escapeHtml(timeShown(Date.parse(movement.at), told, language))}</td><td>${whatOf(movement)}</td><td><bdi>${escapeHtml(movement.sourceId ?? '')}</bdi></td><td>${show(movement.change, true)}</td><td>${show(movement.total)}</td></tr>`
  const edge = (label: string, balance: StatementBalance) =>
    `<tr class="edge"><td></td><td>${label}${partsOf(balance, { show, language })}</td><td></td><td></td><td>${show(balance.total)}</td></tr>`
  const rows = movements.map(row).join('\n')
  return `<h2><bdi>${escapeHtml(name)}</bdi></h2>
<table>
<thead><tr>${[words.date, words.what, words.reference, words.change, words.balance].map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${edge(words.opening, opening)}
${rows === '' ? `<tr><td></td><td>${words.quiet}</td><td></td><td></td><td></td></tr>` : rows}
</tbody>
<tfoot>${edge(words.closing, closing)}</tfoot>
</table>`
}

function whatOf({ cause, note }: StatementMovement): string {
  return `${escapeHtml(cause)}${note === null ? '' : `<br><small><bdi>${escapeHtml(note)}</bdi></small>`}`
}

/** What a balance is made of, where it is more than what can be spent. */
function partsOf(
  balance: StatementBalance,
  how: { show: (points: number) => string; language: Language },
): string {
  const words = wordsOf(how.language)
  const parts = (['available', 'pending', 'held', 'debt'] as const)
    .filter((name) => balance[name] !== 0)
    .map((name) => `${words[name]}: ${how.show(balance[name])}`)
  const isPlain = balance.available === balance.total && balance.pending + balance.held + balance.debt === 0
  return isPlain ? '' : `<br><small>${parts.join(' · ')}</small>`
}

function amountShown(points: number, how: { scale: number; language: Language; isChange: boolean }): string {
  const format = new Intl.NumberFormat(wordsOf(how.language).locale, {
    minimumFractionDigits: how.scale,
    maximumFractionDigits: how.scale,
    signDisplay: how.isChange ? 'exceptZero' : 'auto',
  })
  // As text: a number would lose digits of what is exact.
  const digits = String(Math.abs(points)).padStart(how.scale + 1, '0')
  const cut = digits.length - how.scale
  const exact = `${points < 0 ? '-' : ''}${digits.slice(0, cut)}${how.scale === 0 ? '' : `.${digits.slice(cut)}`}`
  return `<bdi>${escapeHtml(format.format(exact as Intl.StringNumericLiteral))}</bdi>`
}

function dayShown(day: Day, { timeZone }: Statement, language: Language): string {
  const format = new Intl.DateTimeFormat(wordsOf(language).locale, { dateStyle: 'long', timeZone })
  return format.format(dayStart(day, timeZone))
}

function timeShown(at: number, { timeZone }: Statement, language: Language): string {
  const format = new Intl.DateTimeFormat(wordsOf(language).locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  })
  return format.format(at)
}

/** A statement as rows for a spreadsheet. */
export function statementRows(told: Statement): (string | number | null)[][] {
  const head = [
    'date',
    'currency',
    'reason',
    'cause',
    'note',
    'rule',
    'activity',
    'type',
    'source',
    'source_id',
  ]
  const rows: (string | number | null)[][] = [[...head, 'change', 'available_change', 'total']]
  for (const { currency, opening, movements, closing } of told.currencies) {
    const edge = (day: string, label: string, { available, total }: StatementBalance) => {
      const empty = Array.from({ length: head.length - 3 }, () => null)
      rows.push([day, currency, label, ...empty, null, available, total])
    }
    edge(told.from, 'opening', opening)
    for (const each of movements) {
      const { at, reason, cause, note, rule, activity, activityType, source, sourceId } = each
      const names = [at, currency, reason, cause, note, rule, activity, activityType, source, sourceId]
      rows.push([...names, each.change, each.availableChange, each.total])
    }
    edge(told.to, 'closing', closing)
  }
  return rows
}
