import type { FastifyInstance } from 'fastify'
import { causeRoutes } from './cause-routes.ts'
import { giftCardRoutes } from './gift-card-routes.ts'
import type { MergeParts } from './merge-member.ts'
import { mergeRoutes } from './merge-routes.ts'
import { poolRoutes } from './pool-routes.ts'
import { poolValueRoutes } from './pool-value-routes.ts'
import { transferRoutes } from './transfer-routes.ts'

/** Everything by which value goes from one owner to another. */
export function moveRoutes(app: FastifyInstance, parts: MergeParts): void {
  transferRoutes(app, parts)
  mergeRoutes(app, parts)
  giftCardRoutes(app, parts)
  poolRoutes(app, parts)
  poolValueRoutes(app, parts)
  causeRoutes(app, parts)
}
