import { defineConfig } from '@playwright/test'
import type { ConsoleOptions } from './e2e/support/fixtures'
import usual from './playwright.config'

/**
 * npm run test:faults and npm run test:cluster: what takes long, or needs programs that the other
 * tests do without.
 */
export default defineConfig<ConsoleOptions>({
  ...usual,
  testDir: 'faults',
  workers: 1,
  timeout: 180_000,
  projects: [
    { name: 'faults', use: { provider: 'postgresql' }, testIgnore: /cluster\.spec/ },
    { name: 'cluster', use: { provider: 'postgresql' }, testMatch: /cluster\.spec/ },
  ],
})
