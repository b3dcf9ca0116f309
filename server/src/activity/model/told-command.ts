import type { Effect, WalletCommand } from '@perennial/contract'
import { publicId } from '../../kernel/ids.ts'
import { instantText } from '../../kernel/instants.ts'
import type { Books, Instruction } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type { CarryOut } from '../stage.ts'

/** What a command did to each currency: the change of what can be spent, of what is pending and of what is held. */
export function toldOfCommand(done: {
  command: WalletCommand
  before: Books
  books: Books
  release: Release
  effect: CarryOut
}): Effect[] {
  const { command, before, books, release, effect } = done
  const told: Effect[] = []
  for (const [code, after] of books.currencies) {
    const was = before.currencies.get(code)
    if (was === undefined || was === after) continue
    const amount = after.available - after.debt - (was.available - was.debt)
    const [pending, held] = [after.pending - was.pending, after.held - was.held]
    if (amount === 0 && pending === 0 && held === 0) continue
    told.push({
      kind: 'value',
      verb: command.verb,
      currency: release.currencyByCode.get(code)?.key ?? String(code),
      amount,
      ...(pending === 0 ? {} : { pending }),
      ...(held === 0 ? {} : { held }),
      ...namesOf(effect.instruction),
    })
  }
  return told
}

function namesOf(instruction: Instruction): Pick<Effect, 'hold' | 'transfer' | 'expiresAt'> {
  switch (instruction.do) {
    case 'hold':
      return {
        hold: publicId('hld', instruction.cause.activityId),
        expiresAt: instantText(instruction.expiresAt),
      }
    case 'capture':
    case 'cancel':
      return { hold: publicId('hld', instruction.holdId) }
    case 'send':
      return { transfer: publicId('trf', instruction.transfer.id) }
    case 'receive':
      return { transfer: publicId('trf', instruction.transferId) }
    case 'merge':
      return { transfer: publicId('trf', instruction.transferId) }
    case 'credit':
      return instruction.expiresAt === null ? {} : { expiresAt: instantText(instruction.expiresAt) }
    case 'extend':
      return { expiresAt: instantText(instruction.until) }
    default:
      return {}
  }
}
