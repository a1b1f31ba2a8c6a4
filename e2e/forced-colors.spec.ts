import type { Locator } from '@playwright/test'
import { addCode } from './support/codes'
import { expect, test } from './support/fixtures'

/** What a line around or below something looks like: all that forced colours leave of a mark. */
const marksOf = (things: Locator) =>
  things.evaluateAll((elements) =>
    elements.map((element) => {
      const { outlineStyle, outlineColor, borderBottomWidth, borderBottomColor } =
        getComputedStyle(element)
      return [outlineStyle, outlineColor, borderBottomWidth, borderBottomColor].join(' ')
    }),
  )

test('where colours are forced, what is current or chosen is marked by a line', async ({
  signedIn,
  database,
}) => {
  const { id } = await addCode(database, 5)
  const { page } = await signedIn('viewer', '/settings/account')
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(`/tokens/${id}/refusals`)
  const groups = [
    page.getByRole('navigation', { name: 'Main' }).getByRole('link'),
    page.getByRole('navigation', { name: 'Of this code' }).getByRole('link'),
    page.getByRole('tab'),
  ]
  for (const group of groups) {
    await expect(group.first()).toBeVisible()
    const marks = await marksOf(group)
    const chosen = await group.evaluateAll((elements) =>
      elements.findIndex((element) =>
        element.matches('[aria-current="page"], [aria-selected="true"]'),
      ),
    )
    const [mark, ...others] = [marks[chosen], ...marks.filter((_, index) => index !== chosen)]
    expect(others.length).toBeGreaterThan(1)
    expect(new Set(others).size).toBe(1)
    expect(others).not.toContain(mark)
  }
})
