import type { ActivityInput, MemberCreate, WalletCommand } from '@perennial/contract'
import { canonicalJson, fingerprint } from '../kernel/canonical.ts'
import { newUuid, publicId } from '../kernel/ids.ts'
import { instantText, parseInstant } from '../kernel/instants.ts'
import type { Verdict } from '../kernel/verdict.ts'
import {
  identifierContext,
  type Newcomer,
  type NormalReference,
  normaliseReference,
  readNewcomer,
  referenceKey,
} from '../members/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { Release } from '../programs/index.ts'
import type { Asked } from './batch-find.ts'
import { derivedSource } from './model/decide.ts'
import { type Intake, takeIn } from './model/intake.ts'

/** Which programme an activity is for. */
export interface ProgramPlace {
  programId: number
  /** Seconds that the programme's clock is ahead. */
  clockOffsetSeconds: number
}

/** A command on the value of one owner. */
export interface CommandAsked {
  ownerId: string
  command: WalletCommand
  /** The natural key: type and sourceId, whose source is the wallet. */
  type: string
  sourceId: string
}

/** Activities of one member, as far as they name the member alike, meet in one lane and keep their order. */
export function laneKey(asked: Asked): string {
  if (asked.ownerId !== undefined) return asked.ownerId
  if (asked.member !== undefined) return referenceKey(asked.member)
  return asked.orderKey === undefined
    ? asked.activityId
    : `order:${asked.orderKey.source}/${asked.orderKey.sourceId}`
}

export interface AskContext {
  release: Release
  program: ProgramPlace
  explain: boolean
  ifRelease?: number | undefined
  /** The programme itself emits it. */
  isOwn?: boolean
  /** Its time was checked when it came: a limit set since, or the wait itself, must not refuse it. */
  isAccepted?: boolean
}

function programNow(program: ProgramPlace): number {
  return systemClock.now() + program.clockOffsetSeconds * 1000
}

/** Checks an input by itself, before any lane. */
export function ask(input: ActivityInput, context: AskContext): Verdict<Asked> {
  const came = context.isAccepted === true ? parseInstant(input.occurredAt) : undefined
  const now = came ?? programNow(context.program)
  const intake = takeIn(input, context.release, { now, isOwn: context.isOwn })
  if (!intake.ok) return intake
  let member: NormalReference | undefined
  if (input.member !== undefined) {
    const reference = normaliseReference(input.member, identifierContext(context.release))
    if (!reference.ok) return reference
    member = reference.value
  }
  return {
    ok: true,
    value: {
      intake: intake.value,
      activityId: newUuid(),
      member,
      newcomer: undefined,
      orderKey: orderKeyOf(input),
      explain: context.explain,
      ifRelease: context.ifRelease,
    },
  }
}

function orderKeyOf(input: ActivityInput) {
  const order = input.return?.order ?? input.fulfilment?.order
  if (order === undefined) return undefined
  const source = input.return?.orderSource ?? input.fulfilment?.orderSource ?? input.source
  return { source, sourceId: order, type: 'order.placed' }
}

export function askEnrolment(
  member: MemberCreate,
  context: Pick<AskContext, 'release' | 'program'>,
): Verdict<Asked> {
  const now = programNow(context.program)
  const read = readNewcomer(member, { ...identifierContext(context.release), now })
  if (!read.ok) return read
  const newcomer: Newcomer = { ...read.value, memberId: newUuid() }
  const input: ActivityInput = {
    type: 'member.enrolled',
    source: derivedSource,
    sourceId: `enrolment/${newcomer.memberId}`,
    occurredAt: instantText(newcomer.enrolledAt),
    member: { id: publicId('mem', newcomer.memberId) },
  }
  const intake: Verdict<Intake> = takeIn(input, context.release, { now })
  if (!intake.ok) return intake
  const [first] = newcomer.identifiers
  const reference = first === undefined ? undefined : { kind: first.kind, value: first.value }
  return {
    ok: true,
    value: {
      intake: intake.value,
      activityId: newUuid(),
      member: reference,
      newcomer,
      orderKey: undefined,
      explain: false,
    },
  }
}

/** Where commands on value come from. */
const walletSource = 'wallet'

export function askCommand(asked: CommandAsked, program: ProgramPlace): Asked {
  const { ownerId, command, type, sourceId } = asked
  const occurredAt = programNow(program)
  const input = { type, source: walletSource, sourceId, occurredAt: instantText(occurredAt), command }
  // The same command at another time is the same command.
  const hash = fingerprint(canonicalJson({ ownerId, command }))
  return {
    intake: { input, occurredAt, body: '', hash },
    activityId: newUuid(),
    ownerId,
    member: undefined,
    newcomer: undefined,
    orderKey: undefined,
    explain: false,
  }
}
