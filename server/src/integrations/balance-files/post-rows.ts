import { setTimeout } from 'node:timers/promises'
import type { ActivityReply, WalletCommand } from '@perennial/contract'
import type { CommandAsked } from '../../activity/index.ts'
import { newUuid, uuidOf } from '../../kernel/ids.ts'
import { refuse, type Verdict } from '../../kernel/verdict.ts'
import { findOwners, type RowOwner } from './find-members.ts'
import type { Balance } from './model/read-balance.ts'
import type { Work } from './work.ts'

/** A row that could be read. */
export interface CheckedRow {
  line: number
  balance: Balance
}

/** With whose it is, or why it is nobody's. */
export interface FoundRow extends CheckedRow {
  owner: Verdict<RowOwner>
}

/** In books and audit: whoever may use the command line of the server. */
export const importActor = 'system'

const retryMs = 250

/** Whose the rows are. */
export async function findRows(work: Work, rows: readonly CheckedRow[]): Promise<FoundRow[]> {
  const { database, program, release, enrol } = work
  const identifiers = rows.map((row) => row.balance.identifiers)
  const owners = await findOwners({ database, programId: program.programId, release, enrol }, identifiers)
  return rows.map((row, index) => ({ ...row, owner: owners[index] ?? nobody() }))
}

function nobody(): Verdict<never> {
  return refuse('member_unknown', 'No member has this identifier.')
}

/** The command of a row. Its key is the file and the line: however often it is sent, it posts once. */
function commandOf(work: Work, row: CheckedRow, ownerId: string): CommandAsked {
  const { amount, earnedAt, expiresAt } = row.balance
  const command: WalletCommand = {
    verb: 'migrate',
    currency: work.currency.key,
    amount,
    ...(earnedAt === undefined ? {} : { earnedAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    actor: importActor,
  }
  const sourceId = `balances/${work.fileHash}/${work.currency.key}/${row.line}`
  return { ownerId, command, type: 'wallet.migrate', sourceId }
}

/** Whether the line was posted before: then to this member, or to one whom they were at that time. */
export function isKnown(verdict: Verdict<ActivityReply>): boolean {
  return verdict.ok ? verdict.value.replayed : verdict.refusal.code === 'activity_conflict'
}

/** What the rows would do now, in their order. Who is not enrolled yet is tried with empty books. */
export function dryVerdicts(work: Work, rows: readonly FoundRow[]): Promise<Verdict<ActivityReply>[]> {
  const newcomers = new Map<string, string>()
  return verdictsOf(work, rows, {
    dryRun: true,
    ownerOf(owner) {
      if ('memberId' in owner) return owner.memberId
      const [name = ''] = owner.newcomer
      const ownerId = newcomers.get(name) ?? newUuid()
      newcomers.set(name, ownerId)
      return ownerId
    },
  })
}

/** Enrols who is to be enrolled and posts the rows; a verdict each, in their order. */
export async function postRows(
  work: Work,
  rows: readonly FoundRow[],
): Promise<{ verdicts: Verdict<ActivityReply>[]; enrolled: number }> {
  const newcomers = new Map<string, FoundRow>()
  for (const row of rows) {
    const name = row.owner.ok && 'newcomer' in row.owner.value ? row.owner.value.newcomer[0] : undefined
    if (name !== undefined && !newcomers.has(name)) newcomers.set(name, row)
  }
  if (newcomers.size === 0) return { verdicts: await verdictsOf(work, rows, posting), enrolled: 0 }
  const enrolments = await Promise.all([...newcomers.values()].map((row) => enrol(work, row)))
  // Looked up again: of two rows that name the same person in different ways, one found the other enrolled.
  const again = await findRows({ ...work, enrol: false }, rows)
  return {
    verdicts: await verdictsOf(work, again, posting),
    enrolled: enrolments.filter(Boolean).length,
  }
}

const posting: Sending = {
  dryRun: false,
  ownerOf: (owner) => ('memberId' in owner ? owner.memberId : ''),
}

/** Whether the member is new. Who was refused is not found afterwards, and the row says so. */
async function enrol(work: Work, row: FoundRow): Promise<boolean> {
  for (;;) {
    const enrolled = await work.pipeline.enrol(work.program, row.balance.identifiers)
    if (enrolled.ok) return uuidOf('mem', enrolled.value.member ?? '') !== undefined
    if (enrolled.refusal.code !== 'overloaded') return false
    await setTimeout(retryMs)
  }
}

interface Sending {
  dryRun: boolean
  ownerOf(owner: RowOwner): string
}

/** Sends the commands of rows; what there was no room for is sent again until there is. */
async function verdictsOf(
  work: Work,
  rows: readonly FoundRow[],
  { dryRun, ownerOf }: Sending,
): Promise<Verdict<ActivityReply>[]> {
  const verdicts: Verdict<ActivityReply>[] = []
  let open: { index: number; command: CommandAsked }[] = []
  for (const [index, row] of rows.entries()) {
    if (row.owner.ok) open.push({ index, command: commandOf(work, row, ownerOf(row.owner.value)) })
    else verdicts[index] = row.owner
  }
  while (open.length > 0) {
    const commands = open.map((each) => each.command)
    const answers = await work.pipeline.carryOut(work.program, commands, { dryRun })
    const again: typeof open = []
    for (const [at, each] of open.entries()) {
      const answer = answers[at]
      if (answer === undefined) throw new Error('Broken invariant: every command has an answer')
      if (!answer.ok && answer.refusal.code === 'overloaded') again.push(each)
      else verdicts[each.index] = answer
    }
    open = again
    if (open.length > 0) await setTimeout(retryMs)
  }
  return verdicts
}
