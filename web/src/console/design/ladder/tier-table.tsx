import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { JsonSchema, Spec } from '../../../data/json-schema.ts'
import { useFocusNext } from '../../../ui/focus-next.ts'
import { useFormat, useText } from '../../../ui/locale.tsx'
import { below } from '../form/faults.ts'
import { fieldId, useForm } from '../form/form-state.tsx'
import { NumberField } from '../form/number-field.tsx'
import { measureOf } from '../form/numbers.ts'
import { ObjectFields } from '../form/object-field.tsx'
import styles from './ladder.module.css'
import { withNewTier } from './tiers.ts'

interface TierTableProps {
  /** Of one tier. */
  schema: JsonSchema
  tiers: readonly Spec[]
  metric: string
  change: (tiers: readonly Spec[]) => void
}

/** The tiers from the lowest up: name, what it asks for, and what it gives. */
export function TierTable({ schema, tiers, metric, change }: TierTableProps) {
  const t = useText()
  const rows = tiers.map((tier, index) => ({ tier, index, place: below('tiers', index) }))
  const set = (index: number, tier: Spec) => change(tiers.map((each, at) => (at === index ? tier : each)))
  const { container, focusNext } = useFocusNext()
  const focusTier = (index: number) => focusNext(`li:nth-of-type(${index + 1}) input`)
  return (
    <div ref={container}>
      <ul className={styles.tiers}>
        {rows.map(({ tier, index, place }) => (
          <TierRow
            key={place}
            place={place}
            index={index}
            tier={tier}
            schema={schema}
            metric={metric}
            count={tiers.length}
            set={(next) => set(index, next)}
            move={(to) => {
              focusTier(to)
              change(moved(tiers, index, to))
            }}
            remove={() => {
              focusTier(Math.max(0, index - 1))
              change(tiers.filter((_, at) => at !== index))
            }}
          />
        ))}
      </ul>
      <Button
        mt="md"
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => {
          focusTier(tiers.length)
          change(withNewTier(tiers))
        }}
      >
        {t('ladder.add')}
      </Button>
    </div>
  )
}

function moved(tiers: readonly Spec[], from: number, to: number): readonly Spec[] {
  const next = [...tiers]
  const [taken] = next.splice(from, 1)
  if (taken !== undefined) next.splice(to, 0, taken)
  return next
}

interface TierRowProps {
  place: string
  index: number
  tier: Spec
  schema: JsonSchema
  metric: string
  count: number
  set: (tier: Spec) => void
  move: (to: number) => void
  remove: () => void
}

function TierRow(props: TierRowProps) {
  const { place, index, tier, schema, metric, count, set, move, remove } = props
  const t = useText()
  const format = useFormat()
  const { currency, faults } = useForm()
  const number = format.number(index + 1)
  const measure = measureOf(metric === 'spend' ? 'thresholdMinor' : 'threshold', currency)
  const benefits = Array.isArray(tier.benefits) ? tier.benefits.length : 0
  const hasFault = [...faults.keys()].some((path) => path.startsWith(`${place}.`) && !isInSight(path))
  return (
    <li className={styles.tier}>
      <Group gap="sm" align="flex-end" wrap="wrap">
        <TextInput
          id={fieldId(`${place}.name`)}
          label={t('field.tiers.name')}
          className={styles.name}
          dir="auto"
          required
          maxLength={60}
          autoComplete="off"
          value={String(tier.name ?? '')}
          error={faults.get(`${place}.name`)}
          onChange={(event) => set({ ...tier, name: event.currentTarget.value })}
        />
        <NumberField
          id={fieldId(`${place}.threshold`)}
          label={t('field.tiers.threshold')}
          width={170}
          isRequired
          measure={measure}
          currency={currency}
          value={tier.threshold as number | undefined}
          error={faults.get(`${place}.threshold`)}
          onChange={(threshold) => set({ ...tier, threshold })}
        />
        <Group gap={2} wrap="nowrap">
          <Mini label={t('form.up', { number })} disabled={index === 0} onClick={() => move(index - 1)}>
            <IconArrowUp size={16} />
          </Mini>
          <Mini
            label={t('form.down', { number })}
            disabled={index === count - 1}
            onClick={() => move(index + 1)}
          >
            <IconArrowDown size={16} />
          </Mini>
          <Mini label={t('form.remove.place', { number })} disabled={count === 1} onClick={remove}>
            <IconTrash size={16} />
          </Mini>
        </Group>
      </Group>
      <details className={styles.benefits} open={hasFault || undefined}>
        <summary>{t('ladder.benefits', { count: benefits, shown: format.number(benefits) })}</summary>
        <div>
          <ObjectFields
            path={place}
            schema={schema}
            value={tier}
            without={['name', 'threshold']}
            onChange={set}
          />
        </div>
      </details>
    </li>
  )
}

function isInSight(path: string): boolean {
  return /\.(name|threshold)$/.test(path)
}

function Mini(props: { label: string; disabled: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </ActionIcon>
  )
}
