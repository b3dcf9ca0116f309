import type { Socket } from 'node:net'
import pg from 'pg'

/** Values are written the same whatever the server's or the login's own settings are, and long work may take long. */
const sessionSettings = `
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '10s';
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
  set local search_path = public, pg_catalog; set local row_security = on;
  select set_config('transaction_timeout', '0', true) where current_setting('server_version_num')::integer >= 170000`

/**
 * Runs `work` in one transaction on a connection of its own. When it fails the connection is cut, which undoes the
 * transaction whatever state a COPY left it in.
 */
export async function inTransaction<T>(
  options: { url: string; begin: string; end: 'commit' | 'rollback' },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'perennial backup' })
  // Without a listener the loss of the connection would end the process; the query that was running fails on its own.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`${options.begin};${sessionSettings}`)
    const result = await work(client)
    await client.query(options.end)
    await client.end()
    return result
  } catch (error) {
    cut(client)
    throw error
  }
}

/** A farewell would wait behind rows that nobody reads. */
function cut(client: pg.Client): void {
  const { connection } = client as unknown as { connection: { stream: Socket } }
  connection.stream.destroy()
}
