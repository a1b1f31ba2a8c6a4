// The browser of the tests: one that is there, else Playwright's own, else Debian's.
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { step } from './steps.mjs'

const INSTALLED = [
  // Draws nothing for a screen: the tests take two thirds of the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Path of a browser that is there; `undefined` where Playwright's own is. */
export function browserPath() {
  const named = process.env.TEST_BROWSER
  if (named) return named
  return existsSync(chromium.executablePath())
    ? undefined
    : INSTALLED.find((path) => existsSync(path))
}

/** Sees to it that there is a browser, or ends with what to do. */
export async function ensureBrowser() {
  const isThere = () => browserPath() !== undefined || existsSync(chromium.executablePath())
  if (isThere()) return
  await step(
    'Installing a browser for the tests',
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'install', 'chromium'],
    {
      mayFail: true,
    },
  )
  if (isThere()) return
  if (existsSync('/usr/bin/apt-get')) {
    await step('Updating the package lists of Debian', 'apt-get', ['update', '-qq'], {
      mayFail: true,
    })
    const install = ['install', '-y', '-qq', '--no-install-recommends']
    await step(
      "Installing Debian's headless Chromium",
      'apt-get',
      [...install, 'chromium-headless-shell'],
      { mayFail: true },
    )
    if (!isThere())
      await step("Installing Debian's Chromium", 'apt-get', [...install, 'chromium'], {
        mayFail: true,
      })
  }
  if (isThere()) return
  process.stderr.write(
    'The browser tests need Chromium or Chrome, and none could be installed. Install one ' +
      'and run npm test again;\n',
  )
  process.stderr.write(
    'if it lies in an unusual place, name it: TEST_BROWSER=/path/to/chromium npm test\n',
  )
  process.exit(1)
}
