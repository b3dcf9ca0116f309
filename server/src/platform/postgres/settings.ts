import { totalmem } from 'node:os'

/** What the owner of the machine may choose about the embedded server. */
export interface ServerSettings {
  /**
   * Memory of the shared page cache, mebibytes. Default a sixteenth of the machine's, at least 256 and at most 1024: a pass
   * over a million members takes a third less where their pages stay in it.
   */
  sharedBuffersMb?: number
  /** Connections the server accepts. Default 100; each costs about 5 MiB when used. */
  connectionsMax?: number
  /** Further `name: value` settings, written last so that they win. For tests and for repair. */
  extra?: Readonly<Record<string, string>>
}

/** The text of `perennial.conf`, written at each start. An owner's own lines in `postgresql.conf` come after it and win. */
export function writeSettings(settings: ServerSettings): string {
  // A container may have less than its machine.
  const memoryMb = Math.floor(Math.min(totalmem(), process.constrainedMemory() || totalmem()) / 1024 / 1024)
  const cacheMb = Math.max(512, Math.floor(memoryMb / 2))
  const sharedMb = settings.sharedBuffersMb ?? Math.min(1024, Math.max(256, Math.floor(memoryMb / 16)))
  const lines: Record<string, string> = {
    // A confirmed reply must survive the power cut that follows it.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    client_encoding: 'UTF8',
    max_connections: String(settings.connectionsMax ?? 100),
    shared_buffers: `${sharedMb}MB`,
    effective_cache_size: `${cacheMb}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    // The packaged server is built without lz4; on means its own pglz.
    wal_compression: 'on',
    max_wal_size: '2GB',
    min_wal_size: '256MB',
    // The log holds the server's own life and no rows: errors with personal data in them go to the caller only.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
    ...settings.extra,
  }
  const body = Object.entries(lines).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  return `# Written at each start. Put your own settings at the end of postgresql.conf.\n${body.join('\n')}\n`
}
