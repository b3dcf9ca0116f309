import type { ConditionModel, ExpressionView } from '@perennial/contract'

const facts: ExpressionView['facts'] = [
  {
    path: 'order',
    name: 'order',
    label: 'The order',
    type: 'object',
    fields: [
      { path: 'order.net', name: 'net', label: 'Sum of the lines, after discounts', type: 'money' },
      { path: 'order.itemCount', name: 'itemCount', label: 'Number of pieces', type: 'whole' },
    ],
  },
  {
    path: 'member',
    name: 'member',
    label: 'The member',
    type: 'object',
    fields: [
      {
        path: 'member.tier',
        name: 'tier',
        label: 'Tier (first ladder)',
        type: 'text',
        choices: [
          { value: 'silver', label: 'Silver' },
          { value: 'gold', label: 'Gold' },
        ],
      },
      { path: 'member.enrolledAt', name: 'enrolledAt', label: 'Member since', type: 'time' },
    ],
  },
  {
    path: 'balances',
    name: 'balances',
    label: 'Balances',
    type: 'map',
    of: 'whole',
    choices: [{ value: 'points', label: 'Points' }],
  },
]

/** What the stand-in can read: the condition of the fixture, and what it wrote itself. */
const models = new Map<string, ConditionModel>([
  [
    'order.net >= 20.00 && member.tier in ["silver", "gold"]',
    {
      kind: 'all',
      of: [
        { kind: 'compare', fact: 'order.net', operator: '>=', value: { kind: 'number', value: '20.00' } },
        {
          kind: 'one-of',
          fact: 'member.tier',
          values: [
            { kind: 'text', value: 'silver' },
            { kind: 'text', value: 'gold' },
          ],
        },
      ],
    },
  ],
  ['line.unitPrice > 0.0', { kind: 'expression', text: 'line.unitPrice > 0.0' }],
])

/** Answers as the API does; a model is written as JSON behind a comment, which is enough to read it again. */
export function expressionView(asked: Record<string, unknown>): ExpressionView {
  const sent = asked.model as ConditionModel | undefined
  const text = sent === undefined ? String(asked.text ?? '') : `// ${JSON.stringify(sent)}`
  if (sent !== undefined) models.set(text, sent)
  const model = models.get(text) ?? null
  const isRead = text === '' || model !== null
  const position = { line: 1, column: 7, offset: 6, length: 3 }
  return {
    text,
    model,
    problems: isRead ? [] : [{ message: 'There is no fact "order.nett".', position }],
    gives: String(asked.kind).includes('expression') ? 'int' : 'bool',
    facts,
  }
}
