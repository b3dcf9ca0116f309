import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { TemplateView } from '@perennial/contract'
import { useFormat, useText, useTextOr } from '../../ui/locale.tsx'
import { Picture } from '../picture.tsx'
import styles from './start.module.css'

/** One ready programme: how it looks to members, what it has, and what it still waits for. */
export function TemplateCard({ template, choose }: { template: TemplateView; choose: () => void }) {
  const t = useText()
  const textOr = useTextOr()
  const format = useFormat()
  const { key, name, description, look, currencies, tiers, waitsFor, sample, industry } = template
  const id = `template-${key}`
  const separator = t('value.separator')
  return (
    <Paper bg="var(--surface)" component="article" aria-labelledby={id} className={styles.template}>
      <div
        className={styles.look}
        style={look ? { background: look.primary, color: look.onPrimary } : undefined}
      >
        <Picture name={look?.icon ?? 'leaf'} size={30} />
        <div>
          <Title order={2} size="h4" id={id}>
            <bdi>{textOr(`template.${key}.name`, look?.name ?? name)}</bdi>
          </Title>
          {look && (
            <Text size="sm" inherit>
              <bdi>{textOr(`template.${key}.line`, look.tagline)}</bdi>
            </Text>
          )}
        </div>
      </div>
      <Stack gap="sm" p="lg" style={{ flexGrow: 1 }}>
        <Group gap="xs">
          {industry && (
            <Badge variant="light" color="gray">
              {textOr(`industry.${industry}`, industry)}
            </Badge>
          )}
          {sample && (
            <Badge variant="light" color="yellow">
              {t('start.sample')}
            </Badge>
          )}
          {waitsFor.length > 0 && (
            <Badge variant="light" color="yellow">
              {t('start.waits', { count: waitsFor.length, shown: format.number(waitsFor.length) })}
            </Badge>
          )}
        </Group>
        <Text size="sm" style={{ flexGrow: 1 }}>
          <bdi>{textOr(`template.${key}.text`, description)}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {t('start.has', {
            currencies: currencies.join(separator) || t('start.none'),
            tiers: tiers.join(separator) || t('start.none'),
          })}
        </Text>
        {waitsFor.length > 0 && (
          <details className={styles.waits}>
            <summary>{t('start.waits.what')}</summary>
            <ul>
              {waitsFor.map((each) => (
                <li key={each.part}>
                  <bdi>{each.part}</bdi>
                </li>
              ))}
            </ul>
          </details>
        )}
        <Button onClick={choose} aria-describedby={id}>
          {t('start.choose')}
        </Button>
      </Stack>
    </Paper>
  )
}
