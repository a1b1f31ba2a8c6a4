import { defineConfig } from '@playwright/test'
import type { ConsoleOptions } from './e2e/support/fixtures'
import { browserPath } from './scripts/browser.mjs'

const executablePath = browserPath()

export default defineConfig<ConsoleOptions>({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: process.env.CI ? [['line'], ['html', { open: 'never' }]] : 'line',
  // Long enough for a machine that does much else besides.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  globalSetup: './e2e/support/postgres-server.ts',
  use: {
    screenshot: 'only-on-failure',
    // Wide enough for the form beside the list; narrower ones are chosen where they matter.
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // A page lives for a second: what is optimized for later is never run.
        '--js-flags=--no-opt',
        // What letters look like is not asserted.
        '--disable-remote-fonts',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // A host that is not localhost: browsers give it no clipboard API under plain HTTP.
        '--host-resolver-rules=MAP console.test 127.0.0.1',
      ],
    },
  },
  projects: [
    // SQLite is one file of this machine: it can be locked, but not away.
    { name: 'sqlite', use: { provider: 'sqlite' }, testIgnore: /postgresql.*\.spec/ },
    // What these look at does not depend on the database.
    {
      name: 'postgresql',
      use: { provider: 'postgresql' },
      testIgnore:
        /\/(accessibility|start|security|limits|code-dialog|choices|focus|register-script|register-key|register-surroundings|addresses|access|mail|smc-examples|smc-signature|smc-fuzz|roles|account|lost-answer|find|first-start|access-keys|change|bulk|page-weight|sign-in|fresh|sqlite|frame|overview|smc-care|machine-key|list|audit|stop|smc-clients|smc-protocol|metrics)\.spec/,
    },
  ],
})
