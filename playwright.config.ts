import { defineConfig } from '@playwright/test'
import type { ConsoleOptions } from './e2e/support/fixtures'
import { browserPath } from './scripts/browser.mjs'

const executablePath = browserPath()

const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  // A page lives for a second: what is optimized for later is never run.
  '--js-flags=--no-opt',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A host that is not localhost: browsers give it no clipboard API under plain HTTP.
  '--host-resolver-rules=MAP console.test 127.0.0.1',
]

/** A browser with or without the console's typeface. */
const browserWith = (args: string[]) => ({
  ...(executablePath && { executablePath }),
  args: [...BROWSER_ARGS, ...args],
})

/** Tests of where things stand, which hangs on how wide letters are. */
const GEOMETRY = /\/(font|forced-colors|layout|phone)\.spec/

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
    // What letters look like is not asserted by most.
    launchOptions: browserWith(['--disable-remote-fonts']),
  },
  projects: [
    // SQLite is one file of this machine: it can be locked, but not away.
    { name: 'sqlite', use: { provider: 'sqlite' }, testIgnore: [/postgresql.*\.spec/, GEOMETRY] },
    {
      name: 'geometry',
      use: { provider: 'sqlite', launchOptions: browserWith([]) },
      testMatch: GEOMETRY,
    },
    // What these look at does not depend on the database.
    {
      name: 'postgresql',
      use: { provider: 'postgresql' },
      testIgnore: [
        GEOMETRY,
        /\/(accessibility|start|security|limits|code-dialog|choices|focus|register-script|register-key|register-surroundings|addresses|access|mail|smc-examples|smc-signature|smc-fuzz|roles|account|lost-answer|find|first-start|access-keys|change|bulk|page-weight|sign-in|fresh|sqlite|frame|overview|smc-care|machine-key|list|audit|stop|smc-clients|smc-protocol|metrics)\.spec/,
      ],
    },
  ],
})
