import { Alert, Stack, Text } from '@mantine/core'
import type { DeadRule, LimitVerdict } from '@perennial/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { limitsQuery } from '../../data/back-test-queries.ts'
import { useFormat, useText, useTextOr } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'

/** Promises that the drafts would break, with the story that breaks them, and rules that can never give anything. */
export function RuleChecks() {
  const t = useText()
  const format = useFormat()
  const program = useProgram()
  const checks = useQuery(limitsQuery(program.key)).data
  if (checks === undefined) return null
  const broken = checks.limits.filter(({ verdict }) => verdict === 'broken')
  const kept = checks.limits.length - broken.length
  return (
    <Stack gap="sm" mt="md">
      {broken.length > 0 && (
        <Found title={t('checks.broken', { count: broken.length, shown: format.number(broken.length) })}>
          {broken.map((limit) => (
            <Broken key={limit.limit} limit={limit} />
          ))}
        </Found>
      )}
      {checks.deadRules.length > 0 && (
        <Found
          title={t('checks.dead', {
            count: checks.deadRules.length,
            shown: format.number(checks.deadRules.length),
          })}
        >
          {checks.deadRules.map((dead) => (
            <Dead key={dead.rule} dead={dead} />
          ))}
        </Found>
      )}
      {kept > 0 && (
        <Text size="sm" c="dimmed">
          {t('checks.kept', { count: kept, shown: format.number(kept) })}
        </Text>
      )}
    </Stack>
  )
}

function Found({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Alert color="orange" radius="md" icon={<IconAlertTriangle size={20} aria-hidden />} title={title}>
      <Stack gap="xs">{children}</Stack>
    </Alert>
  )
}

/** The story is told in the words of the server, which name amounts and rules. */
function Broken({ limit: { limit, name, counterexample } }: { limit: LimitVerdict }) {
  const program = useProgram()
  const params = { program: program.key, kind: 'limit', key: limit }
  return (
    <div>
      <Link to="/$program/design/$kind/$key" params={params}>
        <bdi>{name}</bdi>
      </Link>
      {counterexample?.steps.map((step) => (
        <Text key={`${step.at}/${step.text}`} size="sm" dir="ltr">
          {step.text}
        </Text>
      ))}
      <Text size="sm" dir="ltr" fw={600}>
        {counterexample?.outcome}
      </Text>
    </div>
  )
}

function Dead({ dead: { rule, reason, detail } }: { dead: DeadRule }) {
  const t = useText()
  const textOr = useTextOr()
  const program = useProgram()
  const params = { program: program.key, kind: 'earning-rule', key: rule }
  const words = textOr(`checks.reason.${reason}`, detail)
  return (
    <div>
      <Link to="/$program/design/$kind/$key" params={params}>
        {t('kind.earning-rule')} <bdi>{rule}</bdi>
      </Link>
      <Text size="sm">{words}</Text>
      {words !== detail && (
        <Text size="sm" c="dimmed" dir="ltr">
          {detail}
        </Text>
      )}
    </div>
  )
}
