import { z } from 'zod'

/** An amount in the minor unit of its currency, such as pence: an integer that every JSON reader keeps exact. */
export const amountMinor = z.int().min(0)
/** Signed: for differences. */
export const amountMinorSigned = z.int()
/** Points at the scale of their currency. */
export const points = z.int()
/** RFC 3339 with a zone, years 1900 to 2399. The server checks that the date exists. */
export const instant = z.string().max(40).meta({ format: 'date-time', example: '2026-11-23T10:15:00Z' })
/** A calendar day in the programme's zone. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Give a day such as 2026-11-23')
  .meta({ format: 'date' })
/** Plain ASCII decimal, up to nine digits after the point. */
export const decimal = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,9})?$/, 'Give a number in digits, as text, such as 12.50')
export const quantity = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, 'Give a number in digits, as text, such as 2')
  .meta({ example: '2' })
/** Text without NUL and lone surrogates, which PostgreSQL and UTF-8 cannot hold. */
export function text(max: number, min = 1) {
  return z
    .string()
    .min(min)
    .max(max)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), {
      message: 'Text must be well-formed Unicode without NUL',
    })
}
/** A key chosen by people for a definition, programme or type: lower case, digits and single dashes or dots. */
export const key = z
  .string()
  .regex(
    /^[a-z0-9]+(?:[-._][a-z0-9]+)*$/,
    'Give small letters and digits, with dashes, dots or underlines between them',
  )
  .max(64)
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Give three capital letters of ISO 4217, such as EUR')
  .meta({ example: 'EUR' })
export const cursor = z.string().max(600)
export const memberId = z
  .string()
  .regex(/^mem_[0-9a-f]{32}$/, 'Give the id of a member, such as mem_01933f6e2b7a7c3e8d1f000000000001')
  .meta({ example: 'mem_01933f6e2b7a7c3e8d1f000000000001' })
export const activityId = z.string().regex(/^act_[0-9a-f]{32}$/)
/** Free data that a client adds: at most 50 keys; values are text, numbers, booleans or lists of them. */
const scalar = z.union([text(500, 0), z.number(), z.boolean()])
export const freeData = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/), z.union([scalar, z.array(scalar).max(50)]))
  .refine((data) => Object.keys(data).length <= 50, { message: 'At most 50 keys' })
  .refine((data) => !Object.hasOwn(data, 'constructor') && !Object.hasOwn(data, 'prototype'), {
    message: 'Reserved key',
  })
export type FreeData = z.infer<typeof freeData>
