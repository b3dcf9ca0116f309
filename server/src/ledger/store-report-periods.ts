import type { Reader, Writer } from '../platform/database.ts'
import type { Flow } from './store-read.ts'

/** A month whose accounts are closed: its flows as they were then. Its reports are told from these for ever. */
export interface ClosedMonth {
  /** Months since year 0. */
  month: number
  closedAt: Date
  closedBy: string
  /** Of the month's own days. */
  flows: readonly Flow[]
  /** Of months closed before it, posted since they were closed. */
  late: readonly Flow[]
  /** What the accountant assumed of each currency, by its small number. */
  estimates: Readonly<Record<string, { valueE4: number; breakageE4: number }>>
}

type KeptFlow = [day: number, currency: number, debit: number, credit: number, amount: number]

function keptFlow({ day, currency, debit, credit, amount }: Flow): KeptFlow {
  return [day, currency, debit, credit, amount]
}

function flowOf([day, currency, debit, credit, amount]: KeptFlow): Flow {
  return { day, currency, debit, credit, amount }
}

/** The closed months, in order. */
export async function readClosedMonths(tx: Reader, programId: number): Promise<ClosedMonth[]> {
  const rows = await tx.query<{
    month: number
    closed_at: Date
    closed_by: string
    flows: KeptFlow[]
    late: KeptFlow[]
    estimates: ClosedMonth['estimates']
  }>(
    'select month, closed_at, closed_by, flows, late, estimates from ledger_close where program_id = $1 order by month',
    [programId],
  )
  return rows.map(({ closed_at, closed_by, flows, late, ...row }) => ({
    ...row,
    closedAt: closed_at,
    closedBy: closed_by,
    flows: flows.map(flowOf),
    late: late.map(flowOf),
  }))
}

/** Keeps a closing, and tells when; undefined where the month was closed by somebody else meanwhile. */
export async function insertClosedMonth(
  tx: Writer,
  programId: number,
  closing: Omit<ClosedMonth, 'closedAt'>,
): Promise<Date | undefined> {
  const [row] = await tx.query<{ closed_at: Date }>(
    `insert into ledger_close (program_id, month, closed_by, flows, late, estimates)
      values ($1, $2, $3, $4::json, $5::json, $6::json) on conflict do nothing returning closed_at`,
    [
      programId,
      closing.month,
      closing.closedBy,
      JSON.stringify(closing.flows.map(keptFlow)),
      JSON.stringify(closing.late.map(keptFlow)),
      JSON.stringify(closing.estimates),
    ],
  )
  return row?.closed_at
}

/** The first day on which anything was posted; undefined before anything was. */
export async function readFirstFlowDay(tx: Reader, programId: number): Promise<number | undefined> {
  const [row] = await tx.query<{ day: number | null }>(
    'select min(day) as day from ledger_day where program_id = $1',
    [programId],
  )
  return row?.day ?? undefined
}
