import { describe, expect, it } from 'vitest'
import { sample } from './sample.ts'
import { mapProblems, type Owners, ownershipProblems, relationsOf } from './table-ownership.ts'

const owners: Owners = {
  tables: { member: 'members', balance: 'ledger', journal: 'ledger', outbox: 'platform' },
  views: { entries: 'ledger', member_page: 'profiles' },
}

function refusals(path: string, sql: string): string[] {
  const text = `export async function f(tx) { return tx.query(\`${sql}\`) }`
  return ownershipProblems(sample({ [path]: text }), owners).map((problem) => problem.message)
}

describe('table ownership', () => {
  it.each([
    ['select * from member where id = $1', 'member'],
    ['select 1 from balance b join member m on m.id = b.owner', 'member'],
    ['select 1 from balance b, member m', 'member'],
    ['insert into member (id) values (1)', 'member'],
    ['update member set name = $1', 'member'],
    ['delete from only public.member', 'member'],
    ['with due as (select 1) select * from due left join "member" using (id)', 'member'],
    ['select (select count(*) from member) from balance', 'member'],
  ])('refuses in ledger: %s', (sql, table) => {
    expect(refusals('server/src/ledger/store.ts', sql)).toEqual([
      expect.stringContaining(
        `the table \`${table}\` is refused, it belongs to members: use what server/src/members/index.ts offers`,
      ),
    ])
  })

  it('refuses a view of a row below', () => {
    expect(refusals('server/src/ledger/store.ts', 'select 1 from member_page')).toEqual([
      expect.stringMatching(/the view `member_page` is refused, ledger may not import profiles/),
    ])
  })

  it('refuses SQL outside the store', () => {
    expect(refusals('server/src/ledger/stage.ts', 'select 1 from balance')).toEqual([
      expect.stringMatching(/SQL is refused here: use a function of `store.ts`/),
    ])
  })

  it.each([
    [
      'own tables',
      'server/src/ledger/store-lots.ts',
      'update balance set available = 0 from journal j where j.owner = balance.owner',
    ],
    [
      'platform tables',
      'server/src/ledger/store.ts',
      'insert into outbox (id) select id from unnest($1::int[])',
    ],
    ['a view of a row above', 'server/src/wallet/store.ts', 'select 1 from entries'],
    [
      'a column that is named like a table',
      'server/src/ledger/store.ts',
      'select member from journal where member = $1 for update',
    ],
    ['prose', 'server/src/ledger/spend.ts', 'the points come from member and balance'],
    ['the composition root', 'server/src/app/doctor.ts', 'select 1 from member'],
    ['tests', 'server/src/ledger/verify.test.ts', 'update member set id = 1'],
  ])('accepts %s', (_, path, sql) => {
    expect(refusals(path, sql)).toEqual([])
  })

  it('reads statements with inserted parts', () => {
    const text =
      'const sql = `select 1 from balance where $' + '{condition} and exists (select 1 from member)`'
    const problems = ownershipProblems(sample({ 'server/src/ledger/store.ts': text }), owners)
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(/`member` is refused/)])
  })

  it('lists the relations of a statement, not its comments or texts', () => {
    expect(relationsOf("select 'from a' -- from b\n from c, d as e, f where g in (select 1 from h)")).toEqual(
      ['c', 'h', 'd', 'f'],
    )
  })
})

describe('the map of owners', () => {
  const up = 'create table member (id int);\ncreate view entries as select 1;\n'
  const migration = (text: string): Record<string, string> => ({ 'server/migrations/0001-a/up.sql': text })

  it('refuses a table without an owner, and an owner without a table', () => {
    const problems = mapProblems(sample(migration(`${up}create table if not exists stray (id int);`)), {
      tables: { member: 'members', gone: 'ledger' },
      views: { entries: 'ledger' },
    })
    expect(problems.map((problem) => problem.message)).toEqual([
      expect.stringMatching(/the table `stray` without an owner is refused/),
      expect.stringMatching(/the entry `gone` is refused, no migration creates it/),
    ])
  })

  it('accepts a map that matches the migrations', () => {
    expect(
      mapProblems(sample(migration(up)), { tables: { member: 'members' }, views: { entries: 'ledger' } }),
    ).toEqual([])
  })
})
