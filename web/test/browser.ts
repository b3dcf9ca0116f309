import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

const systemBrowsers = [
  process.env.PERENNIAL_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Starts the machine's own browser, or the one that npm installed where there is none. Close it after use. */
export async function openBrowser(): Promise<Browser> {
  const system = systemBrowsers.find((path) => path !== undefined && existsSync(path))
  if (system) return chromium.launch({ executablePath: system, args: flags })
  // Its own flags put everything into one process, which ends with the first window that is closed.
  const packed = (await import('@sparticuz/chromium')).default
  return chromium.launch({ executablePath: await packed.executablePath(), args: flags })
}

/** The rules that every page has to keep: WCAG 2.0 to 2.2, levels A and AA. */
const accessibilityTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What a page breaks of WCAG 2.2 AA, one line for each element; an empty list is a pass. `colours` is for a page that
 * was checked already and has changed its colours since: it costs half the time.
 */
export async function checkAccessibility(page: Page, extent: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Legacy means without a second page for frames, which the console has none of: half the time.
  const builder = new AxeBuilder({ page }).setLegacyMode()
  const rules = extent === 'all' ? builder.withTags(accessibilityTags) : builder.withRules(['color-contrast'])
  const result = await rules.analyze()
  return result.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1] ?? ''}`,
    ),
  )
}
