import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Fails for whatever axe finds against WCAG 2.2 AA on a page; `part` narrows it to what a selector
 * finds.
 */
export async function expectAccessible(page: Page, part?: string) {
  // Our pages have no frames, for which each look would open a page of its own.
  const builder = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(RULES)
  const { violations } = await (part ? builder.include(part) : builder).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
  ).toEqual([])
}
