import { z } from 'zod'
import { key } from './values.ts'

/** What a store shows for check-ins. */
export const storeCode = z.strictObject({
  store: key,
  /** Eight signs; read without regard to case, spaces and dashes. */
  code: z.string(),
  /** Until the next one. The one before and the one after are taken as well. */
  secondsLeft: z.int().min(1),
  everySeconds: z.int(),
})
export type StoreCode = z.infer<typeof storeCode>
