import { defineConfig } from 'vitest/config'

const long = process.env.PERENNIAL_LONG === '1'

export default defineConfig({
  test: {
    include: ['{contract,server,sdk,web,bench,tools}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['server/test/global-setup.ts'],
    pool: 'forks',
    // The reference machine has two cores, and most of the longest tests wait for a process, a lease or a page.
    maxWorkers: 3,
    testTimeout: long ? 1_800_000 : 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
})
