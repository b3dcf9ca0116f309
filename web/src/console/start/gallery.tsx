import { Button, Group, NativeSelect, SimpleGrid, Text, Title } from '@mantine/core'
import type { ProgramView, TemplateView } from '@perennial/contract'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { templatesQuery } from '../../data/template-queries.ts'
import templatesInPersian from '../../messages/templates/fa.json' with { type: 'json' }
import { MoreTexts, useText, useTextOr } from '../../ui/locale.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { TemplateCard } from './template-card.tsx'

/** In English a template says it itself. */
const texts = { en: {}, fa: templatesInPersian }

/** Ready programmes to start from, and none at all. */
export function Gallery({ programs }: { programs: readonly ProgramView[] }) {
  const t = useText()
  const textOr = useTextOr()
  const templates = useQuery(templatesQuery())
  const [industry, setIndustry] = useState('')
  const [chosen, setChosen] = useState<TemplateView | 'blank'>()
  const list = templates.data ?? []
  const industries = [...new Set(list.flatMap((each) => (each.industry === null ? [] : [each.industry])))]
  const shown = list.filter((each) => industry === '' || each.industry === industry)
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="lg" gap="md">
        <div>
          <Title order={1} size="h2">
            {t('start.title')}
          </Title>
          <Text c="dimmed" mt={4}>
            {t('start.text')}
          </Text>
        </div>
        <Group gap="sm" align="flex-end">
          {industries.length > 1 && (
            <NativeSelect
              aria-label={t('start.industry')}
              value={industry}
              data={[
                { value: '', label: t('start.industry.all') },
                ...industries.map((each) => ({ value: each, label: textOr(`industry.${each}`, each) })),
              ]}
              onChange={(event) => setIndustry(event.currentTarget.value)}
            />
          )}
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setChosen('blank')}
          >
            {t('start.blank')}
          </Button>
        </Group>
      </Group>
      {templates.isPending && <Loading rows={3} height={180} />}
      {templates.error && <Failure error={templates.error} retry={() => void templates.refetch()} />}
      <MoreTexts texts={texts}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="lg">
          {inOrder(shown).map((template) => (
            <TemplateCard key={template.key} template={template} choose={() => setChosen(template)} />
          ))}
        </SimpleGrid>
      </MoreTexts>
      {chosen !== undefined && (
        <CreateDialog
          template={chosen === 'blank' ? undefined : chosen}
          programs={programs}
          close={() => setChosen(undefined)}
        />
      )}
    </>
  )
}

/** What is all there comes first, sample data last. */
function inOrder(templates: readonly TemplateView[]): TemplateView[] {
  const rank = (each: TemplateView) => (each.sample ? 2 : each.complete ? 0 : 1)
  return [...templates].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
}
