import { Alert, Paper, Stack, Text, Title } from '@mantine/core'
import type { DefinitionKind } from '@perennial/contract'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Comparison } from '../../data/release-queries.ts'
import { useFormat, useText, useTextOr } from '../../ui/locale.tsx'
import { useFieldWords } from '../field-words.ts'
import { useProgram } from '../program.tsx'
import { Changes } from '../releases/changes.tsx'
import { BackTestStep } from './back-test-step.tsx'
import { PublishForm } from './publish-form.tsx'
import { RuleChecks } from './rule-checks.tsx'
import { SampleMembers } from './sample-members.tsx'

interface ReviewProps {
  comparison: Comparison
  onPublished: (release: number) => void
}

/** The steps to a release, one below the other: nothing is published that was not seen. */
export function ReviewSteps({ comparison, onPublished }: ReviewProps) {
  const t = useText()
  const format = useFormat()
  const { changes, errors } = comparison
  return (
    <Stack gap="lg">
      <Step
        number={1}
        title={t('publish.changes', { count: changes.length, shown: format.number(changes.length) })}
      >
        <Changes changes={changes} />
      </Step>
      {errors.length === 0 && (
        <Step number={2} title={t('backTest.title')}>
          <RuleChecks />
          <BackTestStep />
          <SampleMembers isPublished={comparison.from > 0} />
        </Step>
      )}
      <Step number={errors.length === 0 ? 3 : 2} title={t('publish.publish')}>
        {errors.length > 0 ? <Faults errors={errors} /> : <PublishForm onPublished={onPublished} />}
      </Step>
    </Stack>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  const format = useFormat()
  const id = `step-${number}`
  return (
    <Paper p="lg" bg="var(--surface)" component="section" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {`${format.number(number)}. ${title}`}
      </Title>
      {children}
    </Paper>
  )
}

/** What keeps the drafts from being published, each with the way to it. */
function Faults({ errors }: { errors: Comparison['errors'] }) {
  const t = useText()
  return (
    <Alert
      mt="md"
      color="orange"
      radius="md"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={t('publish.faults')}
    >
      <Stack gap="xs">
        {errors.map((error) => (
          <Fault key={`${error.field}/${error.message}`} error={error} />
        ))}
      </Stack>
    </Alert>
  )
}

function Fault({ error }: { error: Comparison['errors'][number] }) {
  const textOr = useTextOr()
  const program = useProgram()
  const [, kind = '', key = '', path = ''] =
    /^([a-z-]+)\/([a-z0-9._-]+?)(?:\.([A-Za-z].*))?$/.exec(error.field) ?? []
  const words = useFieldWords(kind as DefinitionKind)
  return (
    <div>
      <Link to="/$program/design/$kind/$key" params={{ program: program.key, kind, key }}>
        {textOr(`kind.${kind}`, kind)} <bdi>{key}</bdi>
        {path && ` · ${words.label(path)}`}
      </Link>
      <Text size="sm">
        <bdi>{error.message}</bdi>
      </Text>
    </div>
  )
}
