import { z } from 'zod'
import { text } from './values.ts'

/** Pictures that a programme can show; faces draw them, each in its own way. */
export const siteIcons = [
  'armchair',
  'bag',
  'bank',
  'barbell',
  'basket',
  'bed',
  'bell',
  'bolt',
  'box',
  'cake',
  'calendar',
  'coffee',
  'crown',
  'film',
  'gift',
  'glass',
  'globe',
  'heart',
  'home',
  'jar',
  'leaf',
  'mountain',
  'music',
  'phone',
  'plane',
  'plate',
  'scissors',
  'shield',
  'shirt',
  'shoe',
  'sparkles',
  'star',
  'ticket',
  'tree',
  'trophy',
  'truck',
  'users',
] as const
export type SiteIcon = (typeof siteIcons)[number]

/** Six hex digits, lower case. */
export const siteColor = z
  .string()
  .regex(/^#[0-9a-f]{6}$/, 'Give a colour in small letters, such as #6f4e37')
  .meta({ example: '#1f6f54' })
const icon = z.enum(siteIcons)

/** How the programme presents itself to members; its key is always `program`. */
export const siteSpec = z.strictObject({
  /** What the programme is called. */
  name: text(60),
  /** One line below the name. */
  tagline: text(120),
  /** How easily one joins, beside the button. */
  joining: text(160).optional(),
  colors: z.strictObject({
    /** Of buttons and the card. Texts on it must be readable: a contrast of 4.5 at least. */
    primary: siteColor,
    /** Of texts on the primary colour. Default white. */
    onPrimary: siteColor.default('#ffffff'),
    /** Of what stands out: stamps, progress. */
    accent: siteColor,
  }),
  icon,
  /** The member's card. */
  card: z
    .strictObject({
      style: z.enum(['plain', 'band', 'dots', 'waves', 'leaves']).default('plain'),
      /** Default: the name. */
      title: text(40).optional(),
    })
    .prefault({}),
  /** What members have of it, a box each. */
  benefits: z
    .array(z.strictObject({ title: text(60), text: text(200), icon }))
    .max(8)
    .default([]),
})
export type SiteSpec = z.infer<typeof siteSpec>
