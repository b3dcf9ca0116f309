import { ActionIcon, Button, Group, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react'
import { useState } from 'react'
import { type Locale, locales } from '../ui/format.ts'
import { useLocale, useText } from '../ui/locale.tsx'

/** Each language by its own name: who cannot read the other one still finds it. */
const names: Record<Locale, string> = { en: 'English', fa: 'فارسی' }

/** Language and light or dark. */
export function Preferences() {
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <LanguageMenu />
      <SchemeSwitch />
    </Group>
  )
}

function LanguageMenu() {
  const t = useText()
  const { locale, switchTo } = useLocale()
  const [failed, setFailed] = useState(false)
  function choose(next: Locale): void {
    switchTo(next).then(
      () => setFailed(false),
      () => setFailed(true),
    )
  }
  return (
    <Menu position="bottom-end" shadow="md" radius="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="compact-md"
          leftSection={<IconLanguage size={18} />}
          aria-label={`${t('language.label')}: ${names[locale]}`}
        >
          {names[locale]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {locales.map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            onClick={() => choose(each)}
            rightSection={each === locale ? <IconCheck size={16} aria-label={t('language.current')} /> : null}
          >
            {names[each]}
          </Menu.Item>
        ))}
        {failed && <Menu.Label role="alert">{t('language.failed')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}

function SchemeSwitch() {
  const t = useText()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const next = scheme === 'dark' ? 'light' : 'dark'
  const label = next === 'dark' ? t('scheme.dark') : t('scheme.light')
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="var(--mantine-color-text)"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(next)}
    >
      {next === 'dark' ? <IconMoon size={20} /> : <IconSun size={20} />}
    </ActionIcon>
  )
}
