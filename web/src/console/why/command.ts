import type { ActivityRecord } from '@perennial/contract'

/** What a command on value says for people to read; each part is there when the command has it. */
export interface CommandTold {
  actor?: string
  approvedBy?: string
  reason?: string
  reference?: string
  message?: string
  expiresAt?: string
  /** How long a hold may stand, in seconds. */
  ttlSeconds?: number
  /** What was asked for. */
  parts: { currency: string; amount: number }[]
  /** What was paid beside it. */
  money?: { currency: string; amountMinor: number }
}

/** Whether somebody gave a command on value, other than reporting what happened in a shop. */
export function isCommand(record: Pick<ActivityRecord, 'type'>): boolean {
  return record.type.startsWith('wallet.')
}

/** Reads the command of a record; undefined where there is none. Parts of a kind that is not known are left out. */
export function commandOf(record: ActivityRecord): CommandTold | undefined {
  const command = record.input.command
  if (command === undefined) return undefined
  const texts = (['actor', 'approvedBy', 'reason', 'reference', 'message', 'expiresAt'] as const).flatMap(
    (name) => {
      const value = command[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    },
  )
  const { ttlSeconds } = command
  const money = moneyOf(command.money)
  return {
    ...Object.fromEntries(texts),
    ...(typeof ttlSeconds === 'number' ? { ttlSeconds } : {}),
    ...(money ? { money } : {}),
    parts: partsOf(command),
  }
}

function partsOf(command: Record<string, unknown>): CommandTold['parts'] {
  const listed = Array.isArray(command.parts) ? command.parts : [command]
  return listed.flatMap((part: Record<string, unknown>) => {
    const currency = part.currency ?? part.from
    return typeof currency === 'string' && typeof part.amount === 'number'
      ? [{ currency, amount: part.amount }]
      : []
  })
}

function moneyOf(value: unknown): CommandTold['money'] {
  if (typeof value !== 'object' || value === null) return undefined
  const { currency, amountMinor } = value as Record<string, unknown>
  return typeof currency === 'string' && typeof amountMinor === 'number'
    ? { currency, amountMinor }
    : undefined
}
