/** How the spends of a load are made: everything follows from the number, and each has a key of its own. */
export interface SpendShape {
  /** Key of the programme. */
  program: string
  /** Members are `m1` to `m<members>`. */
  members: number
  /** Different runs need different keys. */
  run: string
}

/** What one spend asks for. */
export interface SpendRequest {
  path: string
  idempotencyKey: string
  body: string
}

/** The spend with this number: a few points of a member; members come in no order. */
export function spendRequest(shape: SpendShape, number: number): SpendRequest {
  // A large prime steps through all members before one comes again.
  const member = 1 + ((number * 7_919) % shape.members)
  const amount = 1 + (number % 50)
  return {
    path: `/v1/programs/${shape.program}/members/externalId:m${member}/spends`,
    idempotencyKey: `${shape.run}-${number}`,
    body: `{"parts":[{"currency":"points","amount":${amount}}],"reference":"${number}"}`,
  }
}
