/** What narrows a rule, in the order in which people ask. */
export const ruleSections = [
  { section: 'who', fields: ['audience', 'holdout'] },
  { section: 'what', fields: ['products', 'categories', 'lines', 'minimumBasketMinor', 'tax', 'shipping'] },
  { section: 'where', fields: ['stores', 'channels'] },
  { section: 'time', fields: ['schedule'] },
  { section: 'condition', fields: ['when'] },
  { section: 'limits', fields: ['caps', 'cap', 'budget'] },
] as const

export type RuleSectionName = (typeof ruleSections)[number]['section']

/** Everything that the editor of rules has a place for. */
export const ruleFields: readonly string[] = [
  'name',
  'description',
  'paused',
  'on',
  'award',
  'currency',
  ...ruleSections.flatMap(({ fields }) => fields),
]
