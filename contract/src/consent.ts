import { z } from 'zod'
import { instant, text } from './values.ts'

/** What a member may agree to: being written to by a channel, or being looked at as a buyer. */
export const consentChannels = ['email', 'sms', 'push', 'post', 'profiling'] as const
const channel = z.enum(consentChannels)
export type ConsentChannel = z.infer<typeof channel>

/** What a member said of a channel. It is never changed; a later word takes its place. */
export const consentCreate = z.strictObject({
  channel,
  /** True: given; false: withdrawn. */
  given: z.boolean(),
  /** When it was said. Default now; never later than now. */
  at: instant.optional(),
  /** Where it was said, such as a page, a till or a letter. */
  source: text(200),
  /** The version of the wording that was shown. */
  wording: text(120),
})

const consentEntry = z.strictObject({
  channel,
  given: z.boolean(),
  at: instant,
  source: z.string(),
  wording: z.string(),
  /** Who recorded it. */
  actor: z.string(),
  recordedAt: instant,
})

export const consentView = z.strictObject({
  /** What holds now, by channel; what nobody ever said counts as not given. */
  consents: z.strictObject({
    email: z.boolean(),
    sms: z.boolean(),
    push: z.boolean(),
    post: z.boolean(),
    profiling: z.boolean(),
  }),
  /** Everything that was said, newest first; the last 500. */
  history: z.array(consentEntry),
})
export type ConsentView = z.infer<typeof consentView>
