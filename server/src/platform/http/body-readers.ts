import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RefusalError } from '../../kernel/verdict.ts'
import { parseJsonBody } from './json-body.ts'

const formLimitBytes = 4096

/** JSON in UTF-8, and nothing else. */
export function readJson(app: FastifyInstance, afterRead: (raw: IncomingMessage) => void): void {
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      afterRead(request.raw)
      try {
        refuseEncodings(request)
        // No body at all is for the route's schema to judge: some routes need none.
        done(null, body.length === 0 ? undefined : parseJsonBody(body))
      } catch (error) {
        done(error as Error, undefined)
      }
    },
  )
}

/** Lines of JSON as a stream that the handler reads at its own pace. */
export function readStream(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-ndjson', (request, payload, done) => {
    try {
      refuseEncodings(request)
      done(null, payload)
    } catch (error) {
      done(error as Error, undefined)
    }
  })
}

/** A browser's form; a name that is sent twice is refused by its schema. */
export function readForm(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formLimitBytes },
    (request: FastifyRequest, body: string, done) => {
      try {
        refuseEncodings(request)
        const form = new URLSearchParams(body)
        const fields = [...new Set(form.keys())].map((name) => {
          const values = form.getAll(name)
          return [name, values.length === 1 ? values[0] : values]
        })
        done(null, Object.fromEntries(fields))
      } catch (error) {
        done(error as Error, undefined)
      }
    },
  )
}

// Text in another charset would be read as something that nobody sent; a compressed body could unfold without end.
function refuseEncodings(request: FastifyRequest): void {
  const { 'content-type': type = '', 'content-encoding': encoding } = request.headers
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw unsupported('Bodies are read as they are, without Content-Encoding.')
  if (!type.includes(';')) return
  const parameters = type.slice(type.indexOf(';') + 1).split(';')
  if (!parameters.every((part) => /^\s*(?:charset\s*=\s*"?utf-8"?)?\s*$/i.test(part)))
    throw unsupported('Bodies are read as UTF-8 only.')
}

function unsupported(detail: string): RefusalError {
  return new RefusalError({ code: 'content_type_unsupported', detail })
}
