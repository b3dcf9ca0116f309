import { Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { exponentOf } from '../../ui/exponents.ts'
import { useLocale, useText } from '../../ui/locale.tsx'

/** In which money and days a programme keeps its books. */
export interface Books {
  currency: string
  timeZone: string
}

/** Both are chosen once. Neither is asked of an empty programme, which has no settings yet. */
export function BooksFields({ books, change }: { books: Books; change: (books: Books) => void }) {
  const t = useText()
  const { locale } = useLocale()
  const currencies = useMemo(() => currenciesIn(locale, books.currency), [locale, books.currency])
  const zones = useMemo(() => withOwn(Intl.supportedValuesOf('timeZone'), books.timeZone), [books.timeZone])
  return (
    <Stack gap={6}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t('start.money')}
          searchable
          allowDeselect={false}
          data={currencies}
          nothingFoundMessage={t('start.none')}
          value={books.currency}
          onChange={(currency) => currency !== null && change({ ...books, currency })}
        />
        <Select
          label={t('start.zone')}
          searchable
          allowDeselect={false}
          dir="ltr"
          data={zones}
          nothingFoundMessage={t('start.none')}
          value={books.timeZone}
          onChange={(timeZone) => timeZone !== null && change({ ...books, timeZone })}
        />
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t('start.books.text')}
      </Text>
    </Stack>
  )
}

/** The zone of this browser, which most likely is the shop's. */
export function ownZone(): string | undefined {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Those with as many decimals as the template's: its numbers mean something else in others. */
function currenciesIn(locale: string, own: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const alike = Intl.supportedValuesOf('currency').filter((code) => exponentOf(code) === exponentOf(own))
  return withOwn(alike, own).map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }))
}

/** A browser may not list what the server knows. */
function withOwn(listed: readonly string[], own: string): string[] {
  return listed.includes(own) ? [...listed] : [own, ...listed]
}
