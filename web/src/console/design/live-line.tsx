import { Anchor, Group, Paper, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { freshKey } from '../../data/fresh-key.ts'
import { exponentOf } from '../../ui/exponents.ts'
import { Sentence, useText } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import { firstBasket, givenBy, type Trial } from '../bench/basket.ts'
import { trialQuery } from '../bench/trial-query.ts'
import { useCurrencies } from '../currencies.ts'
import { useProgram } from '../program.tsx'
import { NumberField } from './form/number-field.tsx'

const pauseMs = 400
const startMinor = 2_000

/** What an order would give by the drafts as they are saved, and what it gives now: one line of the test bench. */
export function LiveLine() {
  const t = useText()
  const program = useProgram()
  const currency = program.currency ?? ''
  const [name] = useState(() => `line-${freshKey().slice(0, 12)}`)
  const [amount, setAmount] = useState<number | undefined>(startMinor)
  const [priceMinor] = useDebouncedValue(amount, pauseMs)
  const [line] = firstBasket().lines
  const basket = { ...firstBasket(), lines: line === undefined ? [] : [{ ...line, priceMinor }] }
  const ask = { program: program.key, currency, name, basket, clock: program.clock }
  const enabled = currency !== '' && Number.isSafeInteger(priceMinor)
  const draft = useQuery({ ...trialQuery(ask, 'draft'), enabled, retry: false })
  const live = useQuery({ ...trialQuery(ask, 'live'), enabled, retry: false })
  if (currency === '') return null
  return (
    <Paper p="md" bg="var(--surface)" component="section" aria-label={t('line.label')}>
      <Group gap="sm" align="center">
        <Sentence
          id="line.sentence"
          parts={{
            amount: (
              <NumberField
                label={undefined}
                ariaLabel={t('line.amount')}
                width={130}
                measure={{ scale: exponentOf(currency), unit: 'money' }}
                currency={currency}
                value={amount}
                onChange={setAmount}
              />
            ),
            draft: <Given trial={draft.data} isMain />,
            live: <Given trial={live.data} />,
          }}
        />
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/$program/bench" params={{ program: program.key }} {...props} />}
        >
          {t('line.bench')}
        </Anchor>
      </Group>
    </Paper>
  )
}

function Given({ trial, isMain = false }: { trial: Trial | undefined; isMain?: boolean }) {
  const t = useText()
  const given = trial === undefined ? [] : givenBy(trial)
  const currencies = useCurrencies(given.map((each) => each.currency))
  if (trial === undefined || trial.problem) return <Text span>–</Text>
  const separator = t('value.separator')
  return (
    <Text span fw={isMain ? 650 : 400} aria-live="polite">
      {given.length === 0
        ? t('bench.given.nothing')
        : given.map(({ currency, amount }, place) => (
            <span key={currency}>
              {place > 0 && separator}
              <Num>{currencies.signed(amount, currency)}</Num> <bdi>{currencies.name(currency)}</bdi>
            </span>
          ))}
    </Text>
  )
}
