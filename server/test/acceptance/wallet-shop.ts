import { randomUUID } from 'node:crypto'
import type { RawDefinition } from '../../src/programs/index.ts'
import type { Answer, ApiHouse } from '../api-house.ts'

/** A programme with every kind of currency, as tests of value use it. A rule gives 1 point for a penny. */
export function walletDefinitions(
  currencies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): RawDefinition[] {
  const all: Record<string, Readonly<Record<string, unknown>>> = {
    points: {},
    stars: {},
    status: { kind: 'status' },
    purse: { kind: 'stored-value', money: 'GBP', valuePerPointE4: 10_000 },
    ...currencies,
  }
  return [
    {
      kind: 'settings',
      key: 'program',
      spec: { name: 'Wallet', timeZone: 'Europe/London', currency: 'GBP', enrolOnFirstOrder: true },
    },
    ...Object.entries(all).map(([key, spec]) => ({
      kind: 'currency',
      key,
      // Staff of these tests give as much as a test needs; those of adjustments set a limit.
      spec: { name: key, unit: { one: key, other: key }, adjustmentAlone: 1_000_000_000, ...spec },
    })),
    {
      kind: 'earning-rule',
      key: 'base',
      spec: { name: 'Base', currency: 'points', award: { kind: 'per-money', points: 1, perMinor: 1 } },
    },
  ]
}

/** Sends a command on a member's value, under a fresh key unless one is given. */
export function command(
  house: ApiHouse,
  path: string,
  sent: { body: unknown; key?: string; idempotencyKey?: string | null },
): Promise<Answer> {
  const { body, idempotencyKey = randomUUID(), key } = sent
  return house.ask({
    method: 'POST',
    path: `/v1/programs/wallet/${path}`,
    body,
    ...(key === undefined ? {} : { key }),
    headers: idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey },
  })
}
