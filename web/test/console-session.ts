import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface Look {
  locale: 'en' | 'fa'
  scheme: 'light' | 'dark'
}

/**
 * The looks that a page is tested in. Each language and each scheme is in the two that always run; the other two
 * combinations are left to the long run.
 */
export const looks: readonly Look[] = [
  { locale: 'en', scheme: 'light' },
  { locale: 'fa', scheme: 'dark' },
  ...(process.env.PERENNIAL_LONG === '1'
    ? ([
        { locale: 'en', scheme: 'dark' },
        { locale: 'fa', scheme: 'light' },
      ] as const)
    : []),
]

/** A browser window with a language and a scheme chosen, on a fixed day so that pictures repeat. */
export async function openWindow(options: {
  browser: Browser
  look: Look
  width?: number
  now?: string
  /** How long a step may take. Default 10 s. */
  patienceMs?: number
  /** Cookies of another window. */
  session?: Awaited<ReturnType<BrowserContext['storageState']>>
}): Promise<BrowserContext> {
  const { browser, look } = options
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1360, height: 860 },
    colorScheme: look.scheme,
    locale: look.locale === 'fa' ? 'fa-IR' : 'en-GB',
    reducedMotion: 'reduce',
    ...(options.session ? { storageState: options.session } : {}),
  })
  await context.addInitScript((locale) => localStorage.setItem('perennial.locale', locale), look.locale)
  if (options.now) await context.clock.setFixedTime(options.now)
  context.setDefaultTimeout(options.patienceMs ?? 10_000)
  return context
}

/** Opens a page of the console and waits until nothing of it is still loading. */
export async function visit(options: {
  context: BrowserContext
  site: { url: string }
  path: string
  /** Default: a new one. */
  page?: Page
}): Promise<Page> {
  const page = options.page ?? (await options.context.newPage())
  await page.goto(`${options.site.url}/console/${options.path}`)
  await settled(page)
  return page
}

/** The title stands, no outline of coming content is left, and the fonts are there. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1, h2').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root'))
  await page.evaluate(() => document.fonts.ready)
}

/** The last words on overflow: a page must never scroll sideways. */
export async function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
