import pg from 'pg'
import { ownSchemas, type ReadCatalogue } from './catalogue.ts'
import { dumpFunctions, dumpGrants, dumpSequences, dumpTypes, dumpViews } from './dump-objects.ts'
import { dumpTables } from './dump-tables.ts'

/**
 * The schema of a database as SQL text, read from its catalogue: the same schema gives the same text, whatever the
 * order in which it was made. It is for reading and comparing; migrations, not this text, make databases.
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'perennial schema dump' })
  await client.connect()
  try {
    // Definitions name the schemas of what they use only when the search path does not: so all are named.
    await client.query("SET search_path = ''")
    const read: ReadCatalogue = async <Row extends object>(sql: string) => (await client.query<Row>(sql)).rows
    const parts = [
      await dumpSchemas(read),
      await dumpTypes(read),
      await dumpSequences(read),
      await dumpFunctions(read),
      await dumpTables(read),
      await dumpViews(read),
      await dumpGrants(read),
    ]
    const heading =
      '-- The schema after all migrations. Written by server/src/platform/migrate/write-schema.ts; never edited by hand.'
    return `${[heading, ...parts.flat()].join('\n\n')}\n`
  } finally {
    await client.end()
  }
}

async function dumpSchemas(read: ReadCatalogue): Promise<string[]> {
  const schemas = await read<{ text: string }>(`
    SELECT format('CREATE SCHEMA %I AUTHORIZATION %I;', n.nspname, pg_get_userbyid(n.nspowner)) AS text
    FROM pg_namespace n WHERE ${ownSchemas} AND n.nspname <> 'public' ORDER BY n.nspname COLLATE "C"`)
  const extensions = await read<{ text: string }>(`
    SELECT format('CREATE EXTENSION %I SCHEMA %I;', e.extname, n.nspname) AS text
    FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql' ORDER BY e.extname COLLATE "C"`)
  return [...schemas, ...extensions].map((row) => row.text)
}
