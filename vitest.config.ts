import { defineConfig } from 'vitest/config'

const long = process.env.PERENNIAL_LONG === '1'

export default defineConfig({
  test: {
    include: ['{contract,server,sdk,web,bench,tools}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['server/test/global-setup.ts'],
    pool: 'forks',
    // Two: the reference machine has two cores, and the database wants one of them.
    maxWorkers: 2,
    testTimeout: long ? 1_800_000 : 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
})
