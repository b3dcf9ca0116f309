import { chmodSync, createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import axe from 'axe-core'
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
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Starts the browser that npm installed, which takes about half the time of a system's whole Chromium, or the machine's
 * own where that one cannot start: on another system, or without its few libraries. `PERENNIAL_BROWSER` names another.
 * Close it after use.
 */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.PERENNIAL_BROWSER
  if (named) return launch(named)
  try {
    return await launch(await packedBrowser())
  } catch (error) {
    const system = systemBrowsers.find((path) => existsSync(path))
    if (system === undefined) throw error
    return launch(system)
  }
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags })
}

/** Unpacks the browser beside its archive, once. Several files may do so at the same time: the last one's stays. */
async function packedBrowser(): Promise<string> {
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve('@sparticuz/chromium')), '..', 'bin')
  const unpacked = join(folder, 'chromium')
  if (existsSync(unpacked)) return unpacked
  const draft = `${unpacked}.${process.pid}`
  await pipeline(
    createReadStream(join(folder, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(draft),
  )
  chmodSync(draft, 0o755)
  renameSync(draft, unpacked)
  return unpacked
}

/** The rules that every page has to keep: WCAG 2.0 to 2.2, levels A and AA. */
const accessibilityTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What a page breaks of WCAG 2.2 AA, one line for each element; an empty list is a pass. `colours` is for a page that
 * was checked already and has changed its colours since: it costs half the time.
 */
export async function checkAccessibility(page: Page, extent: 'all' | 'colours' = 'all'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const runOnly =
    extent === 'all'
      ? { type: 'tag' as const, values: accessibilityTags }
      : { type: 'rule' as const, values: ['color-contrast'] }
  const violations = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    // A colour on its way to another is neither; what goes round for ever has no end to be taken to.
    for (const each of document.getAnimations())
      if (Number.isFinite(each.effect?.getComputedTiming().endTime)) each.finish()
    // Without this, every element that passes is described too, at twice the time.
    return (await axe.run(document, { runOnly, resultTypes: ['violations'] })).violations
  }, runOnly)
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1] ?? ''}`,
    ),
  )
}
