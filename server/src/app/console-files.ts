import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** What `npm run build` makes of `web/`. */
const consoleFolder = path.resolve(import.meta.dirname, '../../../web/dist')

// Scripts only from here; the component library writes its colour variables into a style element.
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Serves the console under `/console/`; addresses of its pages get its one document. */
export async function serveConsole(app: FastifyInstance): Promise<void> {
  app.get('/', (_, reply) => reply.redirect('/console/'))
  app.get('/console', (_, reply) => reply.redirect('/console/'))
  if (!existsSync(path.join(consoleFolder, 'index.html'))) {
    app.get('/console/*', (_, reply) =>
      reply.code(503).type('text/plain').send('The console is not built. Run: npm run build\n'),
    )
    return
  }
  await app.register(fastifyStatic, { root: consoleFolder, serve: false })
  app.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
    const file = request.params['*']
    reply.header('content-security-policy', policy)
    const isAsset = file.startsWith('assets/') && !file.includes('..')
    // Names of assets carry their content's hash, so they may be kept for ever; the document may not.
    reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache')
    return isAsset || /^[\w-]+\.(svg|png|ico|webmanifest)$/.test(file)
      ? reply.sendFile(file)
      : reply.sendFile('index.html', { cacheControl: false })
  })
}
