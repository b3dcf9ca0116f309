import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  NativeSelect,
  Paper,
  Stack,
  TextInput,
  Title,
} from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { definitionsQuery } from '../../data/design-queries.ts'
import { toAsciiDigits } from '../../ui/digits.ts'
import { exponentOf } from '../../ui/exponents.ts'
import { useFormat, useText } from '../../ui/locale.tsx'
import { InstantField } from '../design/form/instant-field.tsx'
import { NumberField } from '../design/form/number-field.tsx'
import { nameOf } from '../design/use-options.ts'
import { useProgram } from '../program.tsx'
import { type Basket, type BasketLine, isWhole, lineOf } from './basket.ts'
import styles from './bench.module.css'
import { Buyer } from './buyer.tsx'

interface BasketFormProps {
  basket: Basket
  change: (basket: Basket) => void
}

/** Who buys what, where and when. */
export function BasketForm({ basket, change }: BasketFormProps) {
  const t = useText()
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby="bench-basket">
      <Title order={2} size="h4" id="bench-basket" mb="md">
        {t('bench.basket')}
      </Title>
      <Stack gap="md">
        <Buyer member={basket.member} change={(member) => change({ ...basket, member })} />
        <Lines lines={basket.lines} change={(lines) => change({ ...basket, lines })} />
        <Place basket={basket} change={change} />
      </Stack>
    </Paper>
  )
}

interface LinesProps {
  lines: readonly BasketLine[]
  change: (lines: readonly BasketLine[]) => void
}

function Lines({ lines, change }: LinesProps) {
  const t = useText()
  const format = useFormat()
  const next = Math.max(-1, ...lines.map((line) => line.id)) + 1
  return (
    <Fieldset legend={t('bench.lines')} className={styles.lines}>
      <Stack gap="sm">
        {lines.map((line, place) => (
          <Line
            key={line.id}
            line={line}
            number={format.number(place + 1)}
            change={(part) =>
              change(lines.map((each) => (each.id === line.id ? { ...each, ...part } : each)))
            }
            remove={lines.length > 1 ? () => change(lines.filter((each) => each.id !== line.id)) : undefined}
          />
        ))}
        <Group>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => change([...lines, lineOf(next)])}
          >
            {t('bench.line.add')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  )
}

interface LineProps {
  line: BasketLine
  number: string
  change: (part: Partial<BasketLine>) => void
  remove: (() => void) | undefined
}

function Line({ line, number, change, remove }: LineProps) {
  const t = useText()
  const { currency } = useProgram()
  const isBadQuantity = !isWhole({ ...line, sku: 'x', priceMinor: 0 })
  return (
    <fieldset className={styles.line} aria-label={t('bench.line', { number })}>
      <TextInput
        label={t('bench.sku')}
        dir="auto"
        autoComplete="off"
        maxLength={64}
        value={line.sku}
        onChange={(event) => change({ sku: event.currentTarget.value })}
      />
      <TextInput
        label={t('bench.category')}
        dir="auto"
        autoComplete="off"
        maxLength={100}
        value={line.category}
        onChange={(event) => change({ category: event.currentTarget.value })}
      />
      <TextInput
        label={t('why.quantity')}
        dir="ltr"
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        value={line.quantity}
        error={isBadQuantity ? t('form.fault.number') : undefined}
        onChange={(event) => change({ quantity: toAsciiDigits(event.currentTarget.value) })}
      />
      <NumberField
        label={t('why.price')}
        measure={{ scale: exponentOf(currency ?? 'EUR'), unit: 'money' }}
        currency={currency}
        value={line.priceMinor}
        onChange={(priceMinor) => change({ priceMinor })}
      />
      {remove && (
        <ActionIcon
          variant="subtle"
          color="red"
          size="lg"
          className={styles.away}
          aria-label={t('bench.line.remove', { number })}
          onClick={remove}
        >
          <IconTrash size={18} />
        </ActionIcon>
      )}
    </fieldset>
  )
}

function Place({ basket, change }: BasketFormProps) {
  const t = useText()
  const program = useProgram()
  const definitions = useQuery(definitionsQuery(program.key)).data ?? []
  const stores = definitions.filter((each) => each.kind === 'store')
  return (
    <>
      <Group grow align="flex-start">
        {stores.length > 0 && (
          <NativeSelect
            label={t('bench.store')}
            value={basket.store}
            data={[
              { value: '', label: t('bench.store.none') },
              ...stores.map((store) => ({ value: store.key, label: nameOf(store) })),
            ]}
            onChange={(event) => change({ ...basket, store: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('bench.channel')}
          placeholder={t('bench.channel.none')}
          dir="ltr"
          autoComplete="off"
          maxLength={64}
          value={basket.channel}
          onChange={(event) => change({ ...basket, channel: event.currentTarget.value.toLowerCase() })}
        />
      </Group>
      <InstantField
        id="bench-at"
        label={t('bench.at')}
        description={t('bench.at.text')}
        value={basket.at || undefined}
        isRequired={false}
        error={undefined}
        onChange={(at) => change({ ...basket, at: at ?? '' })}
      />
    </>
  )
}
