import type { Cluster } from './cluster.ts'

/**
 * A ledger in the database as pgledger is one: one function call moves an amount between two accounts and leaves a
 * transfer and two entries with the balances before and after. Written from its description, with its work: names made of
 * a prefix and a time-ordered id, metadata, a time of the event, one lock an account, a check an account by a function,
 * and the transfer read back through a view. In six alternating rounds on one server it was as fast as pgledger itself.
 */
const schema = [
  `create function ordered_id() returns uuid language plpgsql volatile as $$
   declare
     made uuid;
   begin
     if exists (select from pg_proc where proname = 'uuidv7') then execute 'select uuidv7()' into made; end if;
     return made;
   end $$`,
  // 26 letters of 5 bits each, one after the other.
  `create function letters_of(id uuid) returns text language plpgsql immutable as $$
   declare
     alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
     bits constant bit varying := B'00' || ('x' || translate(id::text, '-', ''))::bit(128);
     letters text := '';
   begin
     for place in 0..25 loop
       letters := letters || substr(alphabet, substring(bits from 5 * place + 1 for 5)::bit(5)::int + 1, 1);
     end loop;
     return letters;
   end $$`,
  `create function name_of(prefix text) returns text language sql volatile as
     $$ select prefix || '_' || letters_of(ordered_id()) $$`,
  `create table account (account_id text primary key default name_of('acc'), name text not null, currency text not null,
     balance numeric not null default 0, version bigint not null default 0, may_owe boolean not null default true,
     may_own boolean not null default true, metadata jsonb, created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(), number int unique)`,
  `create table transfer (transfer_id text primary key default name_of('mov'),
     from_account text not null references account, to_account text not null references account,
     amount numeric not null, created_at timestamptz not null, event_at timestamptz not null, metadata jsonb,
     check (amount > 0 and from_account <> to_account))`,
  `create table entry (entry_id text primary key default name_of('ent'), account_id text not null references account,
     transfer_id text not null references transfer, amount numeric not null, balance_before numeric not null,
     balance_after numeric not null, account_version bigint not null, created_at timestamptz not null)`,
  'create index on entry (account_id)',
  'create index on entry (transfer_id)',
  'create index on transfer (from_account)',
  'create index on transfer (to_account)',
  'create index on transfer (event_at)',
  `create view transfers as select transfer_id, from_account, to_account, amount, created_at, event_at, metadata
     from transfer`,
  `create function judge(judged account) returns void language plpgsql as $$
   begin
     if judged.balance < 0 and not judged.may_owe then raise exception 'account % may not owe', judged.account_id; end if;
     if judged.balance > 0 and not judged.may_own then raise exception 'account % may not own', judged.account_id; end if;
   end $$`,
  `create type wish as (payer text, payee text, sum numeric)`,
  `create function move_all(wishes wish[], at timestamptz default null, about jsonb default null)
   returns setof transfers language plpgsql as $$
   declare
     each wish;
     named text;
     names text[] := '{}';
     moved text;
     all_moved text[] := '{}';
     paid account;
     received account;
   begin
     foreach each in array wishes loop
       names := names || each.payer || each.payee;
     end loop;
     select array(select distinct n from unnest(names) n order by n) into names;
     foreach named in array names loop
       perform 1 from account where account_id = named for update;
     end loop;
     foreach each in array wishes loop
       update account set balance = balance - each.sum, version = version + 1, updated_at = now()
         where account_id = each.payer returning * into paid;
       perform judge(paid);
       update account set balance = balance + each.sum, version = version + 1, updated_at = now()
         where account_id = each.payee returning * into received;
       perform judge(received);
       if paid.currency <> received.currency then raise exception 'two currencies'; end if;
       insert into transfer (from_account, to_account, amount, created_at, event_at, metadata)
         values (each.payer, each.payee, each.sum, now(), coalesce(at, now()), about) returning transfer_id into moved;
       all_moved := all_moved || moved;
       insert into entry (account_id, transfer_id, amount, balance_before, balance_after, account_version, created_at)
         values (each.payer, moved, -each.sum, paid.balance + each.sum, paid.balance, paid.version, now());
       insert into entry (account_id, transfer_id, amount, balance_before, balance_after, account_version, created_at)
         values (each.payee, moved, each.sum, received.balance - each.sum, received.balance, received.version, now());
     end loop;
     return query select * from transfers where transfer_id = any (all_moved) order by transfer_id;
   end $$`,
  `create function move(payer text, payee text, sum numeric) returns setof transfers language plpgsql as $$
   begin
     return query select * from move_all(array[row(payer, payee, sum)::wish]);
   end $$`,
]

/** The script of pgbench: two accounts of many, one call. */
export function transferScript(accounts: number): string {
  return [
    `\\set payer random(1, ${accounts})`,
    `\\set gap random(1, ${accounts - 1})`,
    `\\set payee 1 + (:payer + :gap - 1) % ${accounts}`,
    '\\set sum random(1, 1000)',
    'select * from move((select account_id from account where number = :payer), (select account_id from account where number = :payee), :sum);',
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
