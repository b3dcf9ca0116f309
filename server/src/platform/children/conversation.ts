/** What two processes say to each other: what one asks of the other, and what is said back. Plain data, which is copied. */
export type Said =
  | { id: number; verb: string; what: unknown }
  | { id: number; told: number }
  | { id: number; answer: unknown }
  | { id: number; error: unknown }

/** What one side does when it is asked, by name. */
export type Verbs = Readonly<Record<string, (what: never, tell: (told: number) => void) => Promise<unknown>>>

/** One side of it. */
export interface Conversation {
  /** Asks for one of the other's verbs. `onTold` hears how far it is. Throws what the verb throws. */
  ask(verb: string, what: unknown, onTold?: (told: number) => void): Promise<unknown>
  /** Takes in what the other says. */
  hear(said: Said): void
  /** Fails what was asked and is not answered, and whatever is asked from now on. */
  end(error: Error): void
  /** Waits until what the other asked has been answered. */
  settled(): Promise<void>
}

interface Asked {
  onTold: ((told: number) => void) | undefined
  settle(answer: unknown): void
  fail(error: unknown): void
}

/** Opens one side. `verbs` are looked up when something is asked; `say` brings a word to the other side. */
export function converse(verbs: () => Verbs, say: (said: Said) => void): Conversation {
  const asked = new Map<number, Asked>()
  const running = new Set<Promise<unknown>>()
  let lastId = 0
  let fault: Error | undefined

  function carryOut({ id, verb, what }: { id: number; verb: string; what: unknown }): void {
    const work = verbs()[verb]
    if (work === undefined) {
      say({ id, error: new Error(`The process knows no verb "${verb}"`) })
      return
    }
    const done = work(what as never, (told) => say({ id, told })).then(
      (answer) => say({ id, answer }),
      (error: unknown) => say({ id, error: plainError(error) }),
    )
    running.add(done)
    void done.finally(() => running.delete(done))
  }

  return {
    ask: (verb, what, onTold) =>
      new Promise((settle, fail) => {
        if (fault !== undefined) {
          fail(fault)
          return
        }
        lastId += 1
        asked.set(lastId, { onTold, settle, fail })
        say({ id: lastId, verb, what })
      }),
    hear: (said) => {
      if ('verb' in said) {
        carryOut(said)
        return
      }
      const own = asked.get(said.id)
      if (own === undefined) return
      if ('told' in said) {
        own.onTold?.(said.told)
        return
      }
      asked.delete(said.id)
      if ('error' in said) own.fail(said.error)
      else own.settle(said.answer)
    },
    end: (error) => {
      fault ??= error
      for (const { fail } of asked.values()) fail(fault)
      asked.clear()
    },
    settled: async () => {
      await Promise.all(running)
    },
  }
}

/** Errors may carry what cannot be copied, such as a connection. */
function plainError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const plain = new Error(error.message)
  if (error.stack !== undefined) plain.stack = error.stack
  return plain
}
