import table from './import-table.json' with { type: 'json' }

interface Row {
  folder: string
  may: string[] | string
  base?: string[]
  from?: string
}

const rows: readonly Row[] = table.rows

/** Folders of server/src that are no domains: they have no front door. */
export const foundations: readonly string[] = ['kernel', 'platform', 'app']

/** Every folder that server/src may hold, in the order of the table. */
export const folders: readonly string[] = rows.map((row) => row.folder)

/** The folders of server/src that a folder may import, itself not included; undefined for an unknown folder. */
export function mayImport(folder: string): readonly string[] | undefined {
  const at = folders.indexOf(folder)
  const row = rows[at]
  if (!row) return undefined
  if (typeof row.may === 'string') return folders.slice(0, at)
  const left = row.from ? folders.slice(folders.indexOf(row.from), at) : []
  return [...(row.base ?? ['kernel', 'platform']), ...row.may, ...left]
}
