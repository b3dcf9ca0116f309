/** The first line of what a backup holds once it is unpacked. */
export const firstLine = 'perennial-backup 1'

/** The line that ends the rows of a table, as COPY itself ends them in a script. */
export const rowsEnd = '\\.\n'

const footerStart = '\nperennial-backup sha256 '

/** How long the line is that stands behind the packed part of every backup. */
export const footerBytes = footerStart.length + 64 + 1

/** The line behind the packed part: SHA-256 of every byte before it. */
export function footerOf(sha256: string): string {
  return `${footerStart}${sha256}\n`
}

/** The hash that the last bytes of a file name; undefined when they are no such line. */
export function hashInFooter(footer: string): string | undefined {
  const hash = footer.slice(footerStart.length, -1)
  return footer === footerOf(hash) && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined
}

/** How the name of a backup ends while it is being written. */
export const partialEnding = '.partial'

/** A table of the schema, as far as copying it goes. */
export interface BackupTable {
  name: string
  /** In their order; without those that the database computes itself. */
  columns: string[]
  /** Under whose scope its rows are seen; `none` has no row-level security. */
  tenant: 'program' | 'organization' | 'none'
}

/** What stands before the rows. */
export interface BackupHeader {
  /** Version of the product that wrote it. */
  product: string
  /** Everything that was confirmed before this instant is in it; RFC 3339. */
  takenAt: string
  /** Version of the database server. */
  server: string
  /** The oldest first: it runs the installation. */
  organizations: { organizationId: number; key: string; name: string }[]
  programs: { programId: number; organizationId: number; key: string }[]
  migrations: { name: string; checksum: string }[]
  tables: BackupTable[]
}

/** What stands behind the rows of a table. */
export interface TableEnd {
  table: string
  rows: number
  bytes: number
  sha256: string
}

/** What stands behind all rows. */
export interface BackupTrailer {
  tables: TableEnd[]
  /** The next number of each sequence; of those that have given none, nothing. */
  sequences: { name: string; next: string }[]
  /** What the product itself saw of each programme at that instant, for comparing after a restore. */
  canaries: { programId: number; seen: unknown }[]
}

/** The file is no whole backup: the message says in what way. */
export class BackupInvalid extends Error {}

/** An identifier as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
