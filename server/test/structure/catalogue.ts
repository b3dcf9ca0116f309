import type pg from 'pg'

/** Tables of the platform that belong to no tenant, each with its reason. */
export const tablesOfNoTenant: Readonly<Record<string, string>> = {
  perennial_migration: 'the record of what was applied to this database; the application may only read it',
}

/** Keys and indexes that do not begin with the tenant, each with its reason. */
export const keysAcrossTenants: Readonly<Record<string, string>> = {
  organization_key_key: 'the key of an organisation is unique in the installation',
  api_key_key_hash_key: 'a credential is looked up before its organisation is known',
  sign_in_link_pkey: 'a credential is looked up before its organisation is known',
  staff_session_pkey: 'a credential is looked up before its organisation is known',
}

/** Policies for the schema's owner; the application is never that role. */
const ownerPolicies = new Set([
  'organization.owner_lists',
  'program.owner_lists',
  'program_state.owner_counts',
])

const tenants = "('program_id', 'organization_id')"
// The job queue has a schema of its own; it names no tenant in its columns and holds no member's data.
const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')`

interface Found {
  name: string
  message: string
}

/** Every way in which the schema of the connected database breaks the rules of A-05; empty when all holds. */
export async function catalogueProblems(client: pg.Client): Promise<string[]> {
  const all: string[] = []
  for (const { sql, except } of rules) {
    const { rows } = await client.query<Found>(sql)
    const found = rows.filter((row) => !except?.has(row.name))
    all.push(...found.map((row) => `${row.name}: ${row.message}`))
  }
  return all.sort()
}

const free = new Set(Object.keys(tablesOfNoTenant))

const rules: readonly { sql: string; except?: ReadonlySet<string> }[] = [
  {
    sql: `select c.relname as name, 'a table without program_id or organization_id NOT NULL is refused: use the tenant as the first column' as message
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where ${ours} and c.relkind in ('r', 'p') and not exists (
            select from pg_attribute a where a.attrelid = c.oid and a.attname in ${tenants} and a.attnotnull)`,
    except: free,
  },
  {
    sql: `select c.relname as name, 'row-level security that is not enabled and forced is refused: use both, so that the owner is bound too' as message
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where ${ours} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
    except: free,
  },
  {
    sql: `select c.relname as name, 'a table without a policy for all commands with USING and WITH CHECK is refused' as message
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where ${ours} and c.relkind in ('r', 'p') and not exists (
            select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
              and p.polqual is not null and p.polwithcheck is not null)`,
    except: free,
  },
  {
    sql: `select c.relname || '.' || p.polname as name, 'a policy that does not compare the tenant of the transaction in USING and WITH CHECK is refused' as message
          from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
          where ${ours} and not (
            coalesce(pg_get_expr(p.polqual, p.polrelid), '') ~ '(program_id|organization_id) = .*perennial_(program|organization)\\(\\)'
            and coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') ~ '(program_id|organization_id) = .*perennial_(program|organization)\\(\\)')`,
    except: ownerPolicies,
  },
  {
    sql: `select i.relname as name, 'an index of ' || c.relname || ' that does not begin with the tenant is refused: use program_id or organization_id first' as message
          from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
          join pg_namespace n on n.oid = c.relnamespace
          left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
          where ${ours} and c.relkind in ('r', 'p') and c.relname <> all (array['${[...free].join("', '")}'])
            and (a.attname is null or a.attname not in ${tenants})`,
    except: new Set(Object.keys(keysAcrossTenants)),
  },
  {
    sql: `select c.relname as name, 'a table without a primary key is refused' as message
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where ${ours} and c.relkind in ('r', 'p')
            and not exists (select from pg_index x where x.indrelid = c.oid and x.indisprimary)`,
  },
  {
    sql: `select k.conname as name, 'a foreign key that does not begin with the tenant is refused: use a key that carries the tenant to both sides' as message
          from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
          where ${ours} and k.contype = 'f' and a.attname not in ${tenants}`,
  },
  {
    sql: `select c.relname as name, 'a view without security_invoker is refused: it would read with the rights of its owner' as message
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where ${ours} and c.relkind = 'v'
            and not coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false)`,
  },
  {
    sql: `select c.relname as name, 'a materialised view is refused: it has no row-level security, use a table' as message
          from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'm'`,
  },
  {
    sql: `select p.proname as name, 'SECURITY DEFINER without a pinned search_path is refused: use SET search_path = pg_catalog, public' as message
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where ${ours} and p.prosecdef
            and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%')`,
  },
  {
    sql: `select p.proname as name, 'SECURITY DEFINER that PUBLIC may call is refused: use REVOKE EXECUTE ... FROM PUBLIC and grant it by name' as message
          from pg_proc p join pg_namespace n on n.oid = p.pronamespace
          where ${ours} and p.prosecdef and (p.proacl is null
            or exists (select from aclexplode(p.proacl) as grants where grants.grantee = 0 and grants.privilege_type = 'EXECUTE'))`,
  },
  {
    sql: `select c.relname as name, 'an object owned by the application login is refused: use the owner login' as message
          from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
          where ${ours} and r.rolname = 'perennial_app' and c.relkind in ('r', 'p', 'v', 'S', 'f')`,
  },
  {
    sql: `select r.rolname as name, 'rights beyond row-level security are refused: use NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION' as message
          from pg_roles r where r.rolname in ('perennial_app', current_user)
            and (r.rolsuper or r.rolbypassrls or r.rolcreatedb or r.rolcreaterole or r.rolreplication)`,
  },
  {
    sql: `select r.rolname as name, 'a login that can become another is refused: use REVOKE ' || g.rolname || ' FROM perennial_app' as message
          from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid
          where r.rolname = 'perennial_app'`,
  },
]
