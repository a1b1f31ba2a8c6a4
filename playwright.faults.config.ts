import { defineConfig } from '@playwright/test'
import type { ConsoleOptions } from './e2e/support/fixtures'
import usual from './playwright.config'

/** npm run test:faults (after npm run build): what takes long, or needs programs that the other tests do without. */
export default defineConfig<ConsoleOptions>({
  ...usual,
  testDir: 'faults',
  workers: 1,
  timeout: 180_000,
  globalSetup: './e2e/support/postgres-server.ts',
  projects: [{ name: 'postgresql', use: { provider: 'postgresql' } }],
})
