import type { Reader, Writer } from '../platform/database.ts'

/** What a store's code is made of; undefined while nobody has asked for it. */
export async function readSecret(
  tx: Reader,
  at: { programId: number; store: string },
): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ secret: Buffer }>(
    'select secret from store_secret where program_id = $1 and store = $2',
    [at.programId, at.store],
  )
  return row?.secret
}

/** Keeps a secret for a store that has none; whoever comes second finds the first one's. */
export async function keepSecret(
  tx: Writer,
  at: { programId: number; store: string; secret: Buffer },
): Promise<void> {
  await tx.execute(
    'insert into store_secret (program_id, store, secret) values ($1, $2, $3) on conflict do nothing',
    [at.programId, at.store, at.secret],
  )
}

interface Guess {
  programId: number
  guesser: string
  hour: number
}

/** Wrong codes that somebody named in an hour. */
export async function readGuesses(tx: Reader, { programId, guesser, hour }: Guess): Promise<number> {
  const [row] = await tx.query<{ failures: number }>(
    'select failures from code_guess where program_id = $1 and guesser = $2 and hour = $3',
    [programId, guesser, hour],
  )
  return row?.failures ?? 0
}

/** Counts a wrong code, and forgets those of earlier hours. */
export async function addGuess(tx: Writer, { programId, guesser, hour }: Guess): Promise<void> {
  await tx.execute('delete from code_guess where program_id = $1 and hour < $2', [programId, hour])
  await tx.execute(
    `insert into code_guess (program_id, guesser, hour, failures) values ($1, $2, $3, 1)
      on conflict (program_id, guesser, hour) do update set failures = code_guess.failures + 1`,
    [programId, guesser, hour],
  )
}
