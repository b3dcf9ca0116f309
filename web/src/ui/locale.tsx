import { useDirection } from '@mantine/core'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { FormattedMessage, IntlProvider, useIntl } from 'react-intl'
import { remember, remembered } from '../data/remembered.ts'
import { createFormatter, type Formatter, type Locale, locales } from './format.ts'

type Catalogue = typeof import('../messages/en.json')
/** Texts that travel with the pages that show them: {@link MoreTexts}. */
type PageTexts = typeof import('../messages/beta/en.json') &
  typeof import('../messages/review/en.json') &
  typeof import('../messages/segments/en.json') &
  typeof import('../messages/verdicts/en.json')
/** The id of a text in the catalogues; a test holds that each language has every one. */
export type MessageId = keyof Catalogue | keyof PageTexts
type Values = Record<string, string | number>

export interface Language {
  locale: Locale
  messages: Catalogue
}

interface LocaleState {
  locale: Locale
  switchTo(locale: Locale): Promise<void>
}

const LocaleContext = createContext<LocaleState>({ locale: 'en', switchTo: async () => {} })
const TimeZoneContext = createContext('UTC')

/** Only the chosen language travels to the browser. */
const catalogues: Record<Locale, () => Promise<{ default: Catalogue }>> = {
  en: () => import('../messages/en.json'),
  fa: () => import('../messages/fa.json'),
}

/** The way a language is written. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'fa' ? 'rtl' : 'ltr'
}

/** The language of this browser: what was chosen here before, else what the browser asks for, else English. */
export async function loadLanguage(): Promise<Language> {
  const wanted = remembered('locale') ?? navigator.language.slice(0, 2)
  const locale = locales.find((each) => each === wanted) ?? 'en'
  return { locale, messages: (await catalogues[locale]()).default }
}

export function LocaleProvider({ initial, children }: { initial: Language; children: ReactNode }) {
  const [language, setLanguage] = useState(initial)
  const { setDirection } = useDirection()
  const switchTo = useCallback(async (locale: Locale) => {
    const messages = (await catalogues[locale]()).default
    remember('locale', locale)
    setLanguage({ locale, messages })
  }, [])
  useEffect(() => {
    document.documentElement.lang = language.locale
    document.documentElement.dir = directionOf(language.locale)
    setDirection(directionOf(language.locale))
  }, [language.locale, setDirection])
  const state = useMemo(() => ({ locale: language.locale, switchTo }), [language.locale, switchTo])
  return (
    <LocaleContext.Provider value={state}>
      <IntlProvider locale={language.locale} messages={language.messages}>
        {children}
      </IntlProvider>
    </LocaleContext.Provider>
  )
}

/**
 * The texts of pages that few open, in every language: they come with the code of the page, so that the first page of
 * the console does not carry them.
 */
export function MoreTexts({
  texts,
  children,
}: {
  texts: Readonly<Record<Locale, Readonly<Record<string, string>>>>
  children: ReactNode
}) {
  const { locale } = useLocale()
  const intl = useIntl()
  const messages = useMemo(() => ({ ...intl.messages, ...texts[locale] }), [intl.messages, texts, locale])
  return (
    <IntlProvider locale={locale} messages={messages as Record<string, string>}>
      {children}
    </IntlProvider>
  )
}

/** Times below this are told in the programme's zone. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <TimeZoneContext.Provider value={timeZone}>{children}</TimeZoneContext.Provider>
}

export function useLocale(): LocaleState {
  return useContext(LocaleContext)
}

function useTimeZone(): string {
  return useContext(TimeZoneContext)
}

/** Looks a text up; only ids of the catalogue compile. */
export function useText(): (id: MessageId, values?: Values) => string {
  const intl = useIntl()
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl])
}

/** A sentence with fields in it, in the order of the language. */
export function Sentence({ id, parts }: { id: string; parts: Record<string, ReactNode> }) {
  return <FormattedMessage id={id} values={parts} />
}

/** For ids made from data: the text, or the fallback where the catalogue has none. */
export function useTextOr(): (id: string, fallback: string, values?: Values) => string {
  const intl = useIntl()
  return useCallback(
    (id, fallback, values) => (id in intl.messages ? intl.formatMessage({ id }, values) : fallback),
    [intl],
  )
}

export function useFormat(): Formatter {
  const { locale } = useLocale()
  const timeZone = useTimeZone()
  return useMemo(() => createFormatter({ locale, timeZone }), [locale, timeZone])
}
