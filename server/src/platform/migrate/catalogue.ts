/** Runs a query on the catalogue of the database at hand. */
export type ReadCatalogue = <Row extends object>(sql: string) => Promise<Row[]>

/** Restricts a query with pg_namespace as `n` to the schemas that migrations make. */
export const ownSchemas = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"

/** Leaves out what an extension brought, such as its functions: `CREATE EXTENSION` already says it. */
export function notFromExtension(catalogue: string, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '${catalogue}'::regclass AND x.objid = ${oid} AND x.deptype = 'e')`
}
