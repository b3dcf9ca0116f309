import type { Cluster } from './cluster.ts'

// A ledger in the database as its users know it: one function call moves an amount between two accounts, and leaves a
// transfer and two entries with the balances before and after. Written from the description of such a ledger.
const schema = [
  `create table account (account_id uuid primary key default uuidv7(), name text not null, currency text not null,
     balance numeric not null default 0, version bigint not null default 0, allow_negative boolean not null default true,
     created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
     number int unique)`,
  `create table transfer (transfer_id uuid primary key default uuidv7(), from_account uuid not null references account,
     to_account uuid not null references account, amount numeric not null check (amount > 0),
     created_at timestamptz not null default now(), check (from_account <> to_account))`,
  `create table entry (entry_id uuid primary key default uuidv7(), account_id uuid not null references account,
     transfer_id uuid not null references transfer, amount numeric not null, balance_before numeric not null,
     balance_after numeric not null, account_version bigint not null, created_at timestamptz not null default now())`,
  'create index on entry (account_id, account_version)',
  'create index on entry (transfer_id)',
  'create index on transfer (from_account)',
  'create index on transfer (to_account)',
  `create function move(payer uuid, payee uuid, sum numeric) returns uuid language plpgsql as $$
   declare
     moved uuid;
     paid account;
     received account;
   begin
     perform 1 from account where account_id in (payer, payee) order by account_id for update;
     insert into transfer (from_account, to_account, amount) values (payer, payee, sum) returning transfer_id into moved;
     update account set balance = balance - sum, version = version + 1, updated_at = now()
       where account_id = payer returning * into paid;
     if paid.balance < 0 and not paid.allow_negative then
       raise exception 'account % may not be negative', payer;
     end if;
     update account set balance = balance + sum, version = version + 1, updated_at = now()
       where account_id = payee returning * into received;
     insert into entry (account_id, transfer_id, amount, balance_before, balance_after, account_version) values
       (payer, moved, -sum, paid.balance + sum, paid.balance, paid.version),
       (payee, moved, sum, received.balance - sum, received.balance, received.version);
     return moved;
   end $$`,
]

/** The script of pgbench: two accounts of many, one call. */
export function transferScript(accounts: number): string {
  return [
    `\\set payer random(1, ${accounts})`,
    `\\set gap random(1, ${accounts - 1})`,
    `\\set payee 1 + (:payer + :gap - 1) % ${accounts}`,
    '\\set sum random(1, 1000)',
    'select move((select account_id from account where number = :payer), (select account_id from account where number = :payee), :sum);',
  ].join('\n')
}

/** Makes that ledger in a database of its own; its connection string. */
export async function prepareTransfers(cluster: Cluster, accounts: number): Promise<string> {
  await cluster.sql('create database transfers')
  const url = cluster.urlOf('transfers')
  await cluster.sqlOn(url, [
    ...schema,
    `insert into account (name, currency, number) select 'account ' || n, 'GBP', n from generate_series(1, ${accounts}) n`,
    'vacuum analyze',
  ])
  return url
}
