import { expect, type Page } from '@playwright/test'

/** A file as the dialog of a browser gives it to the page. */
export const csv = (name: string, text: string | Buffer) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(text),
})

/** Chooses a file in the form of a list, and waits until the page has looked at it. */
export async function chooseFile(page: Page, file: ReturnType<typeof csv>) {
  await page.getByLabel('File with a list').setInputFiles(file)
  await expect(page.getByRole('region', { name: 'What this list would change' })).toBeVisible()
}

/** Makes a wave of host names that are pasted. @returns its ID */
export async function makeWave(page: Page, name: string, hosts: string[]): Promise<string> {
  await page.goto('/waves/new')
  if (hosts.length > 0) {
    await page.getByLabel('Or paste it').fill(hosts.join('\n'))
    await expect(page.getByRole('region', { name: 'What this list would change' })).toBeVisible()
  }
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: /^Make wave/ }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  return /w-[a-z0-9]{20}/.exec(page.url())?.[0] ?? ''
}

export const headline = (page: Page) =>
  page.getByRole('region', { name: 'How far this wave is' }).getByRole('status')
