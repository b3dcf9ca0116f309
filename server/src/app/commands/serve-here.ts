import type { AddressInfo } from 'node:net'
import { createKey, revokeKey } from '../../access/index.ts'
import { orThrow } from '../../kernel/verdict.ts'
import { systemClock } from '../../platform/clock.ts'
import { buildApp } from '../serve.ts'
import type { Work } from './context.ts'

/** Serves the installation on a port of its own, to nobody but `use`, under a key that is revoked afterwards. */
export async function serveHere<Result>(
  { context, organizationId }: Work,
  name: string,
  use: (at: { url: string; key: string }) => Promise<Result>,
): Promise<Result> {
  const scopes = ['read', 'write', 'manage'] as const
  const actor = 'system'
  const parts = { database: context.database, clock: systemClock }
  const made = { maker: { organizationId, actor, scopes }, name, scopes, programKey: null }
  const key = orThrow(await createKey(parts, made))
  const { app, gate } = await buildApp(context)
  try {
    await app.listen({ port: 0, host: '127.0.0.1' })
    return await use({
      url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
      key: key.secret,
    })
  } finally {
    await app.close()
    await gate.settled()
    await revokeKey(parts, { caller: { organizationId, actor }, key: key.id })
  }
}
