import { z } from 'zod'
import { earningRuleSpec } from './earning-rule.ts'
import { key } from './values.ts'

/** The forms that a field of an activity's data may have. */
export const dataForm = z.enum(['text', 'number', 'boolean', 'text-list'])
export type DataForm = z.infer<typeof dataForm>

/** A type that every programme knows without declaring it. */
export const standardActivityType = z.strictObject({
  key,
  name: z.string(),
  /** What happened, in a sentence. */
  description: z.string(),
  /** `sender`: whoever records it. `program`: the programme itself; nobody else may send it. */
  by: z.enum(['sender', 'program']),
  /** Fields of its data, typed for rules: `activity.data.photo == true`. */
  fields: z.record(z.string(), dataForm),
  required: z.array(z.string()),
  /** Earning rules that fit it, to be put as drafts; their currency is `points`. */
  readyRules: z.array(z.strictObject({ key, spec: earningRuleSpec })),
})
export type StandardActivityType = z.infer<typeof standardActivityType>

export const standardActivityTypeList = z.strictObject({ types: z.array(standardActivityType) })

type RuleInput = z.input<typeof earningRuleSpec>

/** A rule of fixed points, with a limit that keeps a member from repeating it for their sake. */
function fixed(ruleKey: string, name: string, more: { points: number } & Partial<RuleInput>) {
  const { points, ...rest } = more
  return {
    key: ruleKey,
    spec: { name, currency: 'points', award: { kind: 'fixed' as const, points }, ...rest },
  }
}

const once = { caps: [{ times: 1, per: 'lifetime' as const }] }
const daily = { caps: [{ times: 1, per: 'day' as const }] }

interface Entry {
  name: string
  description: string
  by?: 'program'
  fields?: Readonly<Record<string, DataForm>>
  required?: readonly string[]
  rules?: readonly { key: string; spec: RuleInput }[]
}

const entries: Readonly<Record<string, Entry>> = {
  'profile.completed': {
    name: 'Profile completed',
    description: 'A member filled in the profile, or the part of it that was asked for.',
    fields: { part: 'text' },
    rules: [fixed('profile-completed', 'Profile completed', { points: 50, ...once })],
  },
  'member.birthday': {
    name: 'Birthday',
    description: 'The birthday of a member began where the member lives. Once a year.',
    by: 'program',
    fields: { year: 'number' },
    rules: [fixed('birthday', 'Happy birthday', { points: 100 })],
  },
  'member.anniversary': {
    name: 'Membership anniversary',
    description: 'A member has been one for so many years. Once a year.',
    by: 'program',
    fields: { years: 'number' },
    rules: [fixed('anniversary', 'Another year with us', { points: 50 })],
  },
  'newsletter.subscribed': {
    name: 'Newsletter subscribed',
    description: 'A member asked for the newsletter.',
    fields: { list: 'text' },
    rules: [fixed('newsletter', 'Newsletter', { points: 25, ...once })],
  },
  'wishlist.added': {
    name: 'Wish list',
    description: 'A member put a product on the wish list.',
    fields: { product: 'text' },
    required: ['product'],
    rules: [fixed('wish-list', 'Something wished for', { points: 5, ...daily })],
  },
  'review.posted': {
    name: 'Review',
    description: 'A review by a member was accepted.',
    fields: { product: 'text', stars: 'number', photo: 'boolean', characters: 'number' },
    required: ['product'],
    rules: [
      fixed('review', 'Review', { points: 20, caps: [{ times: 3, per: 'month' }] }),
      fixed('review-photo', 'Review with a photo', {
        points: 30,
        when: 'has(activity.data.photo) && activity.data.photo == true',
        caps: [{ times: 3, per: 'month' }],
      }),
    ],
  },
  'link.shared': {
    name: 'Link shared',
    description: 'A member shared a link to a page or a product.',
    fields: { network: 'text', product: 'text' },
    rules: [fixed('share', 'Shared with friends', { points: 5, ...daily })],
  },
  'social.followed': {
    name: 'Social follow',
    description: 'A member follows an account of the business.',
    fields: { network: 'text' },
    required: ['network'],
    rules: [fixed('follow', 'Follows us', { points: 25, ...once })],
  },
  'app.installed': {
    name: 'App installed',
    description: 'A member installed the app and signed in to it.',
    fields: { platform: 'text' },
    rules: [fixed('app', 'App installed', { points: 100, ...once })],
  },
  'place.visited': {
    name: 'Check-in',
    description:
      'A member came to a store, which the activity names. Coordinates and the code that the store shows are checked where the store has them.',
    fields: { latitude: 'number', longitude: 'number', code: 'text' },
    rules: [fixed('check-in', 'Check-in', { points: 10, ...daily })],
  },
  'event.attended': {
    name: 'Event attended',
    description: 'A member was at an event.',
    fields: { event: 'text' },
    required: ['event'],
    rules: [fixed('event', 'Was there', { points: 50, ...daily })],
  },
  'booking.made': {
    name: 'Booking',
    description: 'A member booked a service, a table or a stay.',
    fields: { service: 'text', startsAt: 'text', persons: 'number' },
    rules: [fixed('booking', 'Booked', { points: 20, ...daily })],
  },
  'gift.purchased': {
    name: 'Gift purchase',
    description: 'A member bought a gift or a gift card for somebody.',
    fields: { product: 'text', amountMinor: 'number' },
    rules: [fixed('gift', 'A gift for somebody', { points: 20, ...daily })],
  },
  'survey.answered': {
    name: 'Survey answered',
    description: 'A member answered a survey.',
    fields: { survey: 'text', score: 'number', answers: 'text-list' },
    required: ['survey'],
    rules: [fixed('survey', 'Told us what you think', { points: 25, caps: [{ times: 1, per: 'month' }] })],
  },
  'quiz.answered': {
    name: 'Quiz answered',
    description: 'A member played a quiz to its end.',
    fields: { quiz: 'text', correct: 'number', questions: 'number' },
    required: ['quiz', 'correct', 'questions'],
    rules: [
      fixed('quiz-perfect', 'Every answer right', {
        points: 30,
        when: 'activity.data.correct == activity.data.questions',
        ...daily,
      }),
    ],
  },
  'item.collected': {
    name: 'Item collected',
    description: 'A member found one piece of a set. A counter of distinct items tells the complete set.',
    fields: { collection: 'text', item: 'text' },
    required: ['collection', 'item'],
    rules: [fixed('collected', 'A piece of the set', { points: 5, ...daily })],
  },
  'milestone.reached': {
    name: 'Milestone',
    description: 'A counter of a member reached one of its milestones.',
    by: 'program',
    fields: { counter: 'text', value: 'number' },
    rules: [fixed('milestone', 'Milestone', { points: 100 })],
  },
  'surprise.given': {
    name: 'Surprise',
    description: 'Somebody wants to delight a member, for a reason or for none.',
    fields: { reason: 'text' },
    rules: [fixed('surprise', 'A surprise', { points: 25, caps: [{ times: 1, per: 'month' }] })],
  },
  'code.entered': {
    name: 'Code entered',
    description: 'A member entered a code from a pack, a receipt or a poster.',
    fields: { code: 'text', campaign: 'text' },
    required: ['code'],
    rules: [fixed('code', 'Code entered', { points: 10, caps: [{ times: 5, per: 'day' }] })],
  },
  'stay.tracked': {
    name: 'Stay',
    description: 'A member stayed at a property.',
    fields: { property: 'text', nights: 'number' },
    required: ['nights'],
    rules: [
      {
        key: 'nights',
        spec: {
          name: 'Nights',
          currency: 'points',
          award: { kind: 'expression', expression: 'int(activity.data.nights) * 100' },
          caps: [{ points: 3000, per: 'month' }],
        },
      },
    ],
  },
  'class.tracked': {
    name: 'Class',
    description: 'A member took part in a class or a training.',
    fields: { class: 'text', minutes: 'number' },
    rules: [fixed('class', 'Took part', { points: 15, ...daily })],
  },
  'tier.reached': {
    name: 'Tier reached',
    description: 'A member reached a tier of a ladder.',
    by: 'program',
    fields: { ladder: 'text', tier: 'text' },
    rules: [fixed('tier-bonus', 'Welcome to the next tier', { points: 200, ...once })],
  },
  'card.completed': {
    name: 'Stamp card full',
    description: 'The last stamp of a stamp card was given.',
    by: 'program',
    fields: { card: 'text', round: 'number' },
    rules: [fixed('card-bonus', 'Card full', { points: 20 })],
  },
  'segment.entered': {
    name: 'Segment entered',
    description: 'A member came to belong to a segment.',
    by: 'program',
    fields: { segment: 'text' },
    rules: [fixed('segment-bonus', 'Welcome', { points: 20, ...once })],
  },
  'segment.left': {
    name: 'Segment left',
    description: 'A member no longer belongs to a segment.',
    by: 'program',
    fields: { segment: 'text' },
  },
}

/** Every type that each programme knows, beside those built in. A programme may add fields by declaring the key itself. */
export const standardActivityTypes: readonly StandardActivityType[] = Object.entries(entries).map(
  ([typeKey, entry]) => ({
    key: typeKey,
    name: entry.name,
    description: entry.description,
    by: entry.by ?? 'sender',
    fields: { ...entry.fields },
    required: [...(entry.required ?? [])],
    readyRules: (entry.rules ?? []).map((rule) => ({
      key: rule.key,
      spec: earningRuleSpec.parse({ on: typeKey, ...rule.spec }),
    })),
  }),
)

/** Types that only the programme itself emits; rules may listen to them. */
export const derivedActivityTypes: readonly string[] = standardActivityTypes
  .filter((type) => type.by === 'program')
  .map((type) => type.key)
