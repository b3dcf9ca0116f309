import { describe, expect, it } from 'vitest'
import { codeAt, distanceMeters, isCurrentCode, isInside } from './place.ts'

function point(latitude: number, longitude: number) {
  return { latitude, longitude }
}

describe('distance', () => {
  it.each([
    ['nowhere', point(0, 0), point(0, 0), 0],
    ['a degree of the equator', point(0, 0), point(0, 1), 111_195],
    ['a degree of a meridian', point(51, 7), point(52, 7), 111_195],
    ['Bath and Bristol', point(51.3811, -2.359), point(51.4545, -2.5879), 17_861],
    ['across the day line', point(0, 179.5), point(0, -179.5), 111_195],
    ['to the other side of the earth', point(0, 0), point(0, 180), 20_015_087],
    ['from pole to pole', point(90, 0), point(-90, 0), 20_015_087],
  ])('of %s', (_name, from, to, meters) => {
    expect(Math.abs(distanceMeters(from, to) - meters)).toBeLessThan(Math.max(1, meters * 0.001))
    expect(distanceMeters(to, from)).toBeCloseTo(distanceMeters(from, to), 6)
  })

  it('decides at the edge of the circle', () => {
    const fence = { ...point(51.3811, -2.359), radiusMeters: 100 }
    const north = (meters: number) => point(fence.latitude + meters / 111_195, fence.longitude)
    expect([isInside(north(99.9), fence), isInside(north(100.1), fence)]).toEqual([true, false])
  })
})

describe('a code', () => {
  const secret = Buffer.alloc(32, 7)
  const at = (now: number) => ({ secret, store: 'bath', everySeconds: 60, now })
  const code = (step: number) => codeAt(secret, 'bath', step)

  it('has eight signs that nobody takes for others, and is another one in each step, store and secret', () => {
    const codes = Array.from({ length: 500 }, (_, step) => code(step))
    expect(new Set(codes).size).toBe(500)
    for (const each of codes) expect(each).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(codeAt(secret, 'bristol', 1)).not.toBe(code(1))
    expect(codeAt(Buffer.alloc(32, 8), 'bath', 1)).not.toBe(code(1))
  })

  it('is taken in its step, the one before and the one after', () => {
    const within = [-2, -1, 0, 1, 2].map((away) => isCurrentCode(code(100 + away), at(100 * 60_000)))
    expect(within).toEqual([false, true, true, true, false])
  })

  it('is read as people type it', () => {
    const text = code(100)
    const typed = [
      text.toLowerCase(),
      `${text.slice(0, 4)}-${text.slice(4)}`,
      ` ${text} `,
      text.replace(/0/g, 'o'),
    ]
    for (const each of typed) expect(isCurrentCode(each, at(100 * 60_000))).toBe(true)
    for (const each of ['', text.slice(1), `${text}0`, 'ÄÖÜ'])
      expect(isCurrentCode(each, at(100 * 60_000))).toBe(false)
  })
})
