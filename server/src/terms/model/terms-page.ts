import { createHash } from 'node:crypto'
import type { TermsDocument } from '@perennial/contract'
import { escapeHtml } from '../../platform/http/index.ts'
import { filled } from './say.ts'
import { type Language, wordsOf } from './words.ts'

const style = `
:root { color-scheme: light; font: 15px/1.6 system-ui, sans-serif; color: #111; background: #fff }
body { max-width: 44rem; margin: 2.5rem auto; padding: 0 1.25rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem }
p { margin: .25rem 0 }
small { color: #444 }
@page { size: A4; margin: 18mm 15mm }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt }
  h2, h3 { break-after: avoid }
}
`

const styleHash = createHash('sha256').update(style).digest('base64')

/** The content security policy of {@link termsPage}: no script, this one style, nothing from elsewhere. */
export const termsPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** Terms as a page to read and to print. */
export function termsPage(
  document: TermsDocument,
  edition: { version: number; since: number; timeZone: string },
): string {
  const language = document.language as Language
  const words = wordsOf(language)
  const since = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: edition.timeZone })
  const version = filled(words.version, {
    version: new Intl.NumberFormat(words.locale).format(edition.version),
    since: since.format(edition.since),
  })
  const sections = document.sections.map(
    ({ heading, paragraphs }) => `<section>
<h2>${escapeHtml(heading)}</h2>
${paragraphs.map(paragraphHtml).join('\n')}
</section>`,
  )
  const questions = document.faq.map(
    ({ question, answer }) => `<h3>${escapeHtml(question)}</h3>
${answer.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}`,
  )
  return `<!doctype html>
<html lang="${language}" dir="${document.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(document.title)}</h1>
<p><small>${escapeHtml(version)}</small></p>
${sections.join('\n')}
<section>
<h2>${escapeHtml(words.questions)}</h2>
${questions.join('\n')}
</section>
</main>
</body>
</html>
`
}

function paragraphHtml({
  heading,
  clauses,
}: TermsDocument['sections'][number]['paragraphs'][number]): string {
  const title = heading === '' ? '' : `<h3><bdi>${escapeHtml(heading)}</bdi></h3>\n`
  return `${title}${clauses.map(({ text }) => `<p>${escapeHtml(text)}</p>`).join('\n')}`
}
