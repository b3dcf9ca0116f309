import { Alert, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconBulb } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type Estimate, type EstimateWarning, estimateQuery } from '../../data/back-test-queries.ts'
import { useFormat, useLocale, useText, useTextOr } from '../../ui/locale.tsx'
import { Num } from '../../ui/values.tsx'
import { useProgram } from '../program.tsx'
import styles from './design.module.css'

/** What the drafts come to, in numbers, with what would not work. Nothing where the numbers cannot be had. */
export function EstimatePanel() {
  const t = useText()
  const program = useProgram()
  const estimate = useQuery(estimateQuery(program.key)).data
  if (estimate === undefined) return null
  return (
    <Paper p="lg" mb="xl" bg="var(--surface)" component="section" aria-labelledby="estimate-title">
      <Title order={2} size="h4" id="estimate-title">
        {t('estimate.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {t(`estimate.basis.${estimate.basis}`)}
      </Text>
      <Numbers estimate={estimate} />
      {estimate.warnings.length > 0 && (
        <Stack gap="xs" mt="md">
          {estimate.warnings.map((warning) => (
            <Warning key={warning.code} warning={warning} />
          ))}
        </Stack>
      )}
    </Paper>
  )
}

function Numbers({ estimate }: { estimate: Estimate }) {
  const t = useText()
  const format = useFormat()
  const { run, money, averageOrderMinor, ordersPerYear } = estimate
  const numbers = [
    {
      name: t('backTest.giveBack'),
      value: run.giveBackE4 === null ? '–' : format.percent(run.giveBackE4 / 1e4),
    },
    { name: t('estimate.order'), value: format.money(averageOrderMinor, money) },
    { name: t('estimate.orders'), value: format.number(ordersPerYear) },
    {
      name: t('backTest.firstReward'),
      value: run.firstReward?.orders == null ? '–' : format.number(run.firstReward.orders),
    },
    { name: t('backTest.cost'), value: format.money(run.costMinor, money) },
    { name: t('backTest.liability'), value: format.money(run.liabilityMinor, money) },
  ].filter(({ value }) => value !== '–')
  return (
    <dl className={styles.numbers}>
      {numbers.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Num>{value}</Num>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Warning({ warning }: { warning: EstimateWarning }) {
  const textOr = useTextOr()
  const { locale } = useLocale()
  const isHint = warning.level === 'hint'
  // The API's own sentence has the numbers in it; other languages have a sentence of their own.
  const text = locale === 'en' ? warning.detail : textOr(`estimate.warning.${warning.code}`, warning.detail)
  return (
    <Alert
      color={isHint ? 'gray' : 'yellow'}
      radius="md"
      py="xs"
      icon={isHint ? <IconBulb size={20} aria-hidden /> : <IconAlertTriangle size={20} aria-hidden />}
    >
      <Group gap="xs">
        <Text size="sm">{text}</Text>
      </Group>
    </Alert>
  )
}
