import { z } from 'zod'
import { siteColor, siteIcons } from './site.ts'
import { key, text } from './values.ts'

/** Lines of business that ready programmes are for. */
export const industries = [
  'airline',
  'bank',
  'beauty',
  'books-and-music',
  'cafe',
  'catering',
  'cinema',
  'fashion',
  'fitness',
  'food',
  'furniture',
  'grocery',
  'insurance',
  'nightlife',
  'outdoor',
  'restaurant',
  'retail',
  'software',
  'sports',
  'travel',
] as const
export type Industry = (typeof industries)[number]

/** Parts of the product that a template may wait for. */
const templateFeatures = [
  'causes',
  'community',
  'draws',
  'leaderboards',
  'messages',
  'partners',
  'passes',
  'payments',
  'recommendations',
  'referrals',
  'reports',
  'rewards',
  'subscriptions',
  'vouchers',
] as const

/** What a ready programme says that it cannot do yet, and what for. */
export const templateWait = z.strictObject({ feature: z.enum(templateFeatures), part: text(200) })
export type TemplateWait = z.infer<typeof templateWait>

/** A ready programme, as a gallery shows it. */
export const templateView = z.strictObject({
  key,
  name: z.string(),
  description: z.string(),
  industry: z.enum(industries).nullable(),
  /** Made for data that comes with the product rather than for a shop to start from. */
  sample: z.boolean(),
  /** Whether everything that its description promises is there. */
  complete: z.boolean(),
  /** What is missing. */
  waitsFor: z.array(templateWait),
  /** As members see it; null where it says nothing about its look. */
  look: z
    .strictObject({
      name: z.string(),
      tagline: z.string(),
      icon: z.enum(siteIcons),
      primary: siteColor,
      onPrimary: siteColor,
      accent: siteColor,
    })
    .nullable(),
  timeZone: z.string(),
  /** The money of its orders. */
  money: z.string(),
  /** What members gather. */
  currencies: z.array(z.string()),
  /** Names of its tiers, from the lowest. */
  tiers: z.array(z.string()),
  /** How many definitions it has, by kind. */
  definitions: z.record(z.string(), z.int()),
})
export type TemplateView = z.infer<typeof templateView>
export const templateList = z.strictObject({ templates: z.array(templateView) })
