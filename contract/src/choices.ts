import { z } from 'zod'
import { text } from './values.ts'

/** A choice of keys, such as products: those included, or all, without those excluded. */
export const choice = z.strictObject({
  include: z.array(text(100)).max(5000).optional(),
  exclude: z.array(text(100)).max(5000).optional(),
})
