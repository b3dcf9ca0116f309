import { Alert, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ItemOutcome } from '@perennial/contract'
import { IconCircleCheck, IconShoppingCart } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError, ask } from '../../data/api.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { exponentOf } from '../../ui/exponents.ts'
import { useText } from '../../ui/locale.tsx'
import { useProgram } from '../program.tsx'
import { activitiesOf, type Basket, trialOf } from './basket.ts'

/** Lets the basket really happen under the release in force: a test purchase in the books. */
export function RecordIt({ basket }: { basket: Basket }) {
  const t = useText()
  const program = useProgram()
  const client = useQueryClient()
  const [opened, dialog] = useDisclosure(false)
  const [recorded, setRecorded] = useState<string | null>()
  async function run(_: string, idempotencyKey: string): Promise<void> {
    const currency = program.currency ?? ''
    const items = activitiesOf(basket, {
      currency,
      scale: exponentOf(currency),
      name: `test-${idempotencyKey.slice(0, 12)}`,
      now: program.clock(),
    })
    const { outcomes } = await ask<{ outcomes: ItemOutcome[] }>(
      ['programs', program.key, 'activities:batch'],
      { body: { items } },
    )
    const { problem, replies } = trialOf(items, outcomes)
    if (problem) throw new ApiError({ ...problem, status: 422, requestId: undefined })
    setRecorded(replies.at(-1)?.reply.member ?? null)
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(program.key) })
  }
  return (
    <div>
      {recorded !== undefined && (
        <Alert
          role="status"
          color="fern"
          radius="md"
          mb="md"
          icon={<IconCircleCheck size={20} aria-hidden />}
          title={t('bench.recorded')}
        >
          {recorded !== null && (
            <Link to="/$program/members/$member" params={{ program: program.key, member: recorded }}>
              {t('bench.recorded.member')}
            </Link>
          )}
        </Alert>
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconShoppingCart size={18} aria-hidden />}
          onClick={dialog.open}
        >
          {t('bench.record')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={opened}
        close={dialog.close}
        title={t('bench.record.title')}
        action={t('bench.record')}
        run={run}
      >
        <Text>{basket.member === '' ? t('bench.record.newcomer') : t('bench.record.member')}</Text>
      </ConfirmDialog>
    </div>
  )
}
