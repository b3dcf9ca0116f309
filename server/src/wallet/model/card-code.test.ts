import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashCode, makeCode, readCode } from './card-code.ts'

const nonce = Buffer.alloc(32, 7)
const code = makeCode(nonce, 'key')
const plain = code.replaceAll('-', '')

test('one nonce and one secret make one code, and each other one another', () => {
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/)
  expect(makeCode(nonce, 'key')).toBe(code)
  expect(makeCode(nonce, 'other')).not.toBe(code)
  const codes = Array.from({ length: 1000 }, () => makeCode(randomBytes(32), 'key'))
  expect(new Set(codes).size).toBe(1000)
  expect(codes.every((each) => readCode(each) === each.replaceAll('-', ''))).toBe(true)
})

test('a code is read in any spelling, and its hash is of the one', () => {
  expect(readCode(code.toLowerCase())).toBe(plain)
  expect(readCode(` ${plain.replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(plain)
  expect(hashCode(code)).toEqual(hashCode(plain))
})

test('every wrong character is noticed, and what is no code is none', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  for (let place = 0; place < plain.length; place += 1) {
    for (const other of alphabet) {
      if (other === plain[place]) continue
      expect(readCode(plain.slice(0, place) + other + plain.slice(place + 1))).toBeUndefined()
    }
  }
  for (const none of ['', 'U', plain.slice(1), `${plain}0`, plain.replace(/.$/, '*')])
    expect(readCode(none)).toBeUndefined()
})
