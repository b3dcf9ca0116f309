import { createHash } from 'node:crypto'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 44rem; margin: 4rem auto; padding: 0 1.25rem }
h1 { font-size: 1.6rem; line-height: 1.25 }
h2 { font-size: 1.05rem; margin: 2rem 0 .25rem; font-family: ui-monospace, monospace }
p { margin: .25rem 0 }
small { opacity: .75 }
button { font: inherit; padding: .6rem 1.2rem; margin-top: 1.25rem; border-radius: .5rem; border: 1px solid currentColor; cursor: pointer }
button:focus-visible, a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
`

const styleHash = createHash('sha256').update(style).digest('base64')

/** The content security policy of {@link htmlPage}: no script, this one style, forms to this server. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** A small page without script, for when nothing of the console is loaded. `body` is HTML; `title` is text. */
export function htmlPage(page: { title: string; body: string }): string {
  const title = escapeHtml(page.title)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Perennial</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${page.body}
</main>
</body>
</html>
`
}
