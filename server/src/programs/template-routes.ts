import { type TemplateView, templateList } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { route } from '../platform/http/index.ts'
import { listTemplates } from './list-templates.ts'

/** The ready programmes that come with the product. */
export function templateRoutes(app: FastifyInstance, wiring: { templatesFolder: string }): void {
  // They are part of the version that runs: read once.
  let known: Promise<TemplateView[]> | undefined
  route(app, {
    method: 'GET',
    url: '/v1/templates',
    permission: 'read',
    summary: 'List the ready programmes that one can start from',
    description:
      'What each has, how it looks to members, and what it still waits for. `POST /v1/programs` with its key starts one.',
    schema: { reply: templateList },
    handler: async () => {
      known ??= listTemplates(wiring.templatesFolder)
      try {
        return { templates: await known }
      } catch (error) {
        known = undefined
        throw error
      }
    },
  })
}
