import { createHmac, timingSafeEqual } from 'node:crypto'
import type { StoreSpec } from '@perennial/contract'
import type { Instant } from '../../kernel/instants.ts'

type Fence = NonNullable<StoreSpec['location']>

interface Point {
  latitude: number
  longitude: number
}

const earthRadiusMeters = 6_371_000
const radians = Math.PI / 180

/** Metres between two points on the surface, along the great circle. */
export function distanceMeters(from: Point, to: Point): number {
  const [lat1, lat2] = [from.latitude * radians, to.latitude * radians]
  const sinLat = Math.sin((lat2 - lat1) / 2)
  const sinLon = Math.sin(((to.longitude - from.longitude) * radians) / 2)
  const a = sinLat * sinLat + Math.cos(lat1) * Math.cos(lat2) * sinLon * sinLon
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(a)))
}

/** Whether a point lies within the circle around a store, its edge included. */
export function isInside(point: Point, fence: Fence): boolean {
  return distanceMeters(point, fence) <= fence.radiusMeters
}

/** Without letters that are taken for digits: Crockford's base 32. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The code that a store shows in a step of time: eight signs, which nobody finds by trying. */
export function codeAt(secret: Buffer, store: string, step: number): string {
  const bytes = createHmac('sha256', secret).update(`${store}/${step}`).digest()
  let bits = 0n
  for (const byte of bytes.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte)
  let code = ''
  for (let place = 7n; place >= 0n; place -= 1n) code += alphabet[Number((bits >> (place * 5n)) & 31n)] ?? ''
  return code
}

export function stepOf(now: Instant, everySeconds: number): number {
  return Math.floor(now / (everySeconds * 1000))
}

/** As people type it: in small letters, with spaces or dashes, O for 0, I or L for 1. */
function spelled(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** Whether it is the code of now, of the step before (it was read and is still being typed) or of the next one. */
export function isCurrentCode(
  code: string,
  at: { secret: Buffer; store: string; everySeconds: number; now: Instant },
): boolean {
  const given = Buffer.from(spelled(code))
  const step = stepOf(at.now, at.everySeconds)
  return [step - 1, step, step + 1]
    .map((each) => Buffer.from(codeAt(at.secret, at.store, each)))
    .some((right) => right.length === given.length && timingSafeEqual(right, given))
}
