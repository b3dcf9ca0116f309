import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Stub } from './stub-server.ts'

export interface Look {
  locale: 'en' | 'fa'
  scheme: 'light' | 'dark'
}

/** Where pictures go: the folder that PERENNIAL_PICTURES names, from the repository's root, else a temporary one. */
export function pictureFolder(): string {
  const wanted = process.env.PERENNIAL_PICTURES
  if (!wanted) return mkdtempSync(join(tmpdir(), 'perennial-pictures-'))
  const folder = resolve(import.meta.dirname, '..', '..', wanted)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** A browser window with a language and a scheme chosen, on a fixed day so that pictures repeat. */
export async function openWindow(options: {
  browser: Browser
  look: Look
  width?: number
  now?: string
}): Promise<BrowserContext> {
  const { browser, look } = options
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1360, height: 860 },
    colorScheme: look.scheme,
    locale: look.locale === 'fa' ? 'fa-IR' : 'en-GB',
    reducedMotion: 'reduce',
  })
  await context.addInitScript((locale) => localStorage.setItem('perennial.locale', locale), look.locale)
  if (options.now) await context.clock.setFixedTime(options.now)
  context.setDefaultTimeout(10_000)
  return context
}

/** Opens a page of the console and waits until nothing of it is still loading. */
export async function visit(options: {
  context: BrowserContext
  stub: Stub
  path: string
  /** Default: a new one. */
  page?: Page
}): Promise<Page> {
  const page = options.page ?? (await options.context.newPage())
  await page.goto(`${options.stub.url}/console/${options.path}`)
  await settled(page)
  return page
}

/** The title stands, no outline of coming content is left, and the fonts are there. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1, h2').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root'))
  await page.evaluate(() => document.fonts.ready)
}
