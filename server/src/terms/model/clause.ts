/** A part of a sentence that is not words: what is exact about it, whatever the language. */
export type Value =
  /** Units of a currency, at its scale. */
  | { kind: 'amount'; amount: number; currency: string; one: string; other: string; scale: number }
  | { kind: 'money'; minor: number; money: string }
  | { kind: 'number'; value: string }
  | { kind: 'span'; unit: 'hour' | 'day' | 'month' | 'year'; value: number }
  | { kind: 'percent'; value: number }
  /** What the business wrote, in its own language. */
  | { kind: 'text'; text: string }
  | { kind: 'texts'; texts: readonly string[]; join: 'and' | 'or' }
  /** ISO weekdays. */
  | { kind: 'weekdays'; days: readonly number[] }
  /** Hours of the day, until exclusive. */
  | { kind: 'hours'; spans: readonly { from: number; until: number }[] }
  | { kind: 'instant'; at: string; timeZone: string }
  | { kind: 'day'; day: string }
  /** A day of every year of the Gregorian calendar. */
  | { kind: 'date'; month: number; dayOfMonth: number }
  /** An entry of the words of the language. */
  | { kind: 'word'; word: WordKey }
  | { kind: 'list'; values: readonly Value[]; join: 'and' | 'or' }
  | { kind: 'condition'; condition: Phrase }

/** A condition as people say it; what has no words is quoted as it was written. */
export type Phrase =
  | { kind: 'all' | 'any'; of: readonly Phrase[] }
  | { kind: 'not'; of: Phrase }
  | { kind: 'compare'; fact: Fact; operator: Comparison; value: Value }
  | { kind: 'one-of'; fact: Fact; values: readonly Value[] }
  | { kind: 'has'; fact: Fact; value: Value }
  | { kind: 'yes'; fact: Fact }
  /** Of the lines of an order. */
  | { kind: 'some' | 'every'; of: Phrase }
  | { kind: 'quote'; text: string }

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** What a condition reads; `name` is of what the business named itself, such as an attribute. */
export interface Fact {
  fact: FactKey
  name?: string
}

export type FactKey =
  | 'activity.channel'
  | 'activity.data'
  | 'activity.occurredAt'
  | 'activity.store'
  | 'balances'
  | 'counters'
  | 'history.daysSinceLastOrder'
  | 'history.firstOrderAt'
  | 'history.lastOrderAt'
  | 'history.orders'
  | 'history.spend'
  | 'line.amount'
  | 'line.category'
  | 'line.data'
  | 'line.name'
  | 'line.quantity'
  | 'line.sku'
  | 'line.unitPrice'
  | 'member.attributes'
  | 'member.enrolledAt'
  | 'member.orders'
  | 'member.segments'
  | 'member.tags'
  | 'member.tier'
  | 'member.tiers'
  | 'order.itemCount'
  | 'order.lineCount'
  | 'order.net'
  | 'order.shipping'
  | 'order.tax'
  | 'order.total'

export type WordKey =
  | `per-${'order' | 'day' | 'week' | 'month' | 'year' | 'lifetime'}`
  | `rounded-${'floor' | 'ceiling' | 'half-up' | 'half-even' | 'truncate'}`
  | `window-${'calendar-year' | 'rolling-12-months' | 'enrolment-year' | 'lifetime'}`
  | `activity-${ActivityWord}`
  | 'no'
  | 'yes'

/** Types of activities that have words in every language; others are told by the name that the business gave them. */
export const activityWords = [
  'order.placed',
  'member.enrolled',
  'tier.reached',
  'profile.completed',
  'member.birthday',
  'member.anniversary',
  'newsletter.subscribed',
  'wishlist.added',
  'review.posted',
  'link.shared',
  'social.followed',
  'app.installed',
  'place.visited',
  'event.attended',
  'booking.made',
  'gift.purchased',
  'survey.answered',
  'quiz.answered',
  'item.collected',
  'milestone.reached',
  'surprise.given',
  'code.entered',
  'stay.tracked',
  'class.tracked',
  'card.completed',
] as const
type ActivityWord = (typeof activityWords)[number]

/** One sentence: which one, and what is exact about it. */
export interface Clause {
  say: SentenceKey
  facts: Readonly<Record<string, Value>>
}

/** What is said about one definition. */
export interface Paragraph {
  /** `kind/key` of the definition; "" for what holds in every programme. */
  about: string
  /** The name that the business gave it; "" without one. */
  heading: string
  clauses: readonly Clause[]
}

export const sectionKeys = [
  'earning',
  'currencies',
  'tiers',
  'cards',
  'exchanges',
  'transfers',
  'households',
  'gift-cards',
  'donations',
  'closing',
  'contact',
] as const
export type SectionKey = (typeof sectionKeys)[number]

export interface Section {
  section: SectionKey
  paragraphs: readonly Paragraph[]
}

/** The sentences that every language has. */
export const sentenceKeys = [
  'award-per-money',
  'award-per-item',
  'award-per-line',
  'award-per-order',
  'award-fixed',
  'award-multiplier',
  'award-multiplier-all',
  'award-expression',
  'only-if',
  'only-lines',
  'products-only',
  'products-not',
  'categories-only',
  'categories-not',
  'stores-only',
  'stores-not',
  'channels-only',
  'channels-not',
  'basket-minimum',
  'tax-out',
  'shipping-in',
  'segments-only',
  'segments-not',
  'tiers-only',
  'tags-only',
  'tags-not',
  'from',
  'until',
  'weekdays',
  'hours',
  'cap-points-member',
  'cap-points-household',
  'cap-points-store',
  'cap-times-member',
  'cap-times-household',
  'cap-times-store',
  'budget-points',
  'budget-times',
  'group-first',
  'group-best',
  'holdout',
  'chance',
  'expiry-rolling',
  'expiry-calendar-day',
  'expiry-calendar-day-minimum',
  'expiry-month-end',
  'expiry-this-month-end',
  'expiry-year-end',
  'expiry-this-year-end',
  'expiry-inactivity',
  'expiry-date',
  'expiry-never',
  'pending-delay',
  'pending-date',
  'pending-fulfilment',
  'pending-fulfilment-latest',
  'pending-none',
  'currency-points',
  'currency-status',
  'currency-credit',
  'currency-stored-value',
  'debt-unlimited',
  'debt-within-balance',
  'debt-only-pending',
  'restored',
  'restored-not',
  'warned',
  'exchange',
  'transfer',
  'transfer-cool-down',
  'household',
  'gift-card',
  'donation',
  'donation-described',
  'closing',
  'frozen',
  'ladder-spend',
  'ladder-points',
  'ladder-orders',
  'ladder-visits',
  'ladder-lines',
  'tier-entry',
  'tier-threshold',
  'tier-benefit',
  'tier-multiplier',
  'tier-free-shipping',
  'tier-free-shipping-from',
  'tier-early-access',
  'tier-early-access-hours',
  'tier-priority-service',
  'tier-price-off',
  'tier-gift',
  'tier-one-step',
  'tier-notice',
  'tier-grace',
  'tier-no-grace',
  'tier-return',
  'card-per-item',
  'card-per-order',
  'card-per-activity',
  'card-full',
  'card-restarts',
  'card-once',
  'card-expires',
  'card-per-day',
  'contact-email',
  'contact-phone',
  'contact-website',
  'contact-address',
] as const
export type SentenceKey = (typeof sentenceKeys)[number]

/** A sentence with its parts. */
export function clause(say: SentenceKey, facts: Readonly<Record<string, Value>> = {}): Clause {
  return { say, facts }
}
