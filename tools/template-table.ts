import { join } from 'node:path'
import type { TemplateView } from '@perennial/contract'

/** Where the list of ready programmes stands. */
export const templateListFile = join(import.meta.dirname, '..', 'templates', 'README.md')

/** The tables of templates/README.md: what one can start from, and what each still waits for. */
export function templateTables(templates: readonly TemplateView[]): string {
  const rows = templates.map(
    (each) =>
      `| \`${each.key}\` | ${each.sample ? 'sample data' : (each.industry ?? '')} | ${opening(each.description)} | ${each.complete ? 'yes' : 'not yet'} |`,
  )
  const waits = templates.flatMap(({ key, waitsFor }) =>
    waitsFor.map(({ feature, part }) => `| \`${key}\` | ${feature} | ${part} |`),
  )
  return [
    '| template | for | | complete |',
    '|---|---|---|---|',
    ...rows,
    '',
    '## Not yet complete',
    '',
    'What is missing is not there in any form; the rest of each runs, and its journey proves it.',
    '',
    '| template | waits for | what for |',
    '|---|---|---|',
    ...waits,
  ].join('\n')
}

/** Whole sentences from the start, until they say something. */
function opening(text: string): string {
  const sentences = text.split(/(?<=[.:]) /)
  let told = sentences[0] ?? ''
  for (const next of sentences.slice(1)) if (told.length < 60) told += ` ${next}`
  return told.replace(/:$/, '.')
}
