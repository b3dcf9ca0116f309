import { notFromExtension, ownSchemas, type ReadCatalogue } from './catalogue.ts'

async function texts(read: ReadCatalogue, sql: string): Promise<string[]> {
  return (await read<{ text: string }>(sql)).map((row) => row.text)
}

/** Enumerations and domains. */
export function dumpTypes(read: ReadCatalogue): Promise<string[]> {
  return texts(
    read,
    `SELECT CASE t.typtype
       WHEN 'e' THEN format('CREATE TYPE %I.%I AS ENUM (%s);', n.nspname, t.typname,
         (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid))
       ELSE concat_ws(' ', format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod)),
         CASE WHEN t.typnotnull THEN 'NOT NULL' END, 'DEFAULT ' || t.typdefault,
         (SELECT string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), ' ' ORDER BY k.conname COLLATE "C")
          FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')) || ';' END AS text
     FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
     WHERE t.typtype IN ('e', 'd') AND ${ownSchemas} AND ${notFromExtension('pg_type', 't.oid')}
     ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"`,
  )
}

/** Sequences, those of identity columns too. */
export function dumpSequences(read: ReadCatalogue): Promise<string[]> {
  return texts(
    read,
    `SELECT format('CREATE SEQUENCE %I.%I AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s;',
       n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
       CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END) AS text
     FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE ${ownSchemas} AND ${notFromExtension('pg_class', 'c.oid')}
     ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`,
  )
}

/** Functions and procedures with their whole text; aggregates have none and are named. */
export function dumpFunctions(read: ReadCatalogue): Promise<string[]> {
  return texts(
    read,
    `SELECT CASE p.prokind WHEN 'a' THEN format('-- AGGREGATE %s', p.oid::regprocedure)
       ELSE rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' END || E'\\n' ||
       format('ALTER ROUTINE %s OWNER TO %I;', p.oid::regprocedure, pg_get_userbyid(p.proowner)) AS text
     FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE ${ownSchemas} AND ${notFromExtension('pg_proc', 'p.oid')}
     ORDER BY n.nspname COLLATE "C", p.oid::regprocedure::text COLLATE "C"`,
  )
}

/** Views and materialised views, these with their indexes among the tables' indexes left out: none so far. */
export function dumpViews(read: ReadCatalogue): Promise<string[]> {
  return texts(
    read,
    `SELECT format(E'CREATE %s %I.%I%s AS\\n%s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
       n.nspname, c.relname,
       (SELECT ' WITH (' || string_agg(o, ', ' ORDER BY o COLLATE "C") || ')' FROM unnest(c.reloptions) o),
       pg_get_viewdef(c.oid)) AS text
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('v', 'm') AND ${ownSchemas} AND ${notFromExtension('pg_class', 'c.oid')}
     ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`,
  )
}

const privileges = `string_agg(DISTINCT g.privilege_type || CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END, ', ')`
const grantee = "CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END"

/** What everybody but an object's owner may do, column by column where it is less than the table. One text. */
export async function dumpGrants(read: ReadCatalogue): Promise<string[]> {
  const lines = await texts(
    read,
    `SELECT text FROM (
       SELECT 1 AS kind, n.nspname::text AS object,
         format('GRANT %s ON SCHEMA %I TO %s;', ${privileges}, n.nspname, ${grantee}) AS text
       FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) g
       WHERE ${ownSchemas} AND g.grantee <> n.nspowner GROUP BY n.nspname, g.grantee
       UNION ALL
       SELECT 2, p.oid::regprocedure::text,
         format('GRANT %s ON ROUTINE %s TO %s;', ${privileges}, p.oid::regprocedure, ${grantee})
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
         aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
       WHERE ${ownSchemas} AND g.grantee <> p.proowner AND ${notFromExtension('pg_proc', 'p.oid')}
       GROUP BY p.oid, g.grantee
       UNION ALL
       SELECT 3, c.oid::regclass::text,
         format('GRANT %s ON %s %s TO %s;', ${privileges}, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass, ${grantee})
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) g
       WHERE ${ownSchemas} AND g.grantee <> c.relowner AND ${notFromExtension('pg_class', 'c.oid')}
       GROUP BY c.oid, c.relkind, g.grantee
       UNION ALL
       SELECT 3, c.oid::regclass::text, format('GRANT %s (%s) ON TABLE %s TO %s;', g.privilege_type,
         string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE "C"), c.oid::regclass, ${grantee})
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
         aclexplode(a.attacl) g
       WHERE ${ownSchemas} AND g.grantee <> c.relowner AND NOT a.attisdropped
       GROUP BY c.oid, g.privilege_type, g.grantee
     ) grants ORDER BY kind, object COLLATE "C", text COLLATE "C"`,
  )
  return lines.length === 0 ? [] : [lines.join('\n')]
}
