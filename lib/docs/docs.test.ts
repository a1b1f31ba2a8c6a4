import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DOC_FILES, DOC_NAMES, type DocName, docAddress } from './docs.shared'
import { readDoc } from './reads'

const linksOf = (name: DocName) =>
  [...(readDoc(name)?.text ?? '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = '']) => href)

describe('the documents of the console', () => {
  it.each(DOC_NAMES)('%s has a title, parts, and links that lead somewhere', (name) => {
    const doc = readDoc(name)
    expect(doc?.text).toMatch(/^# \S/)
    expect(doc?.parts.length).toBeGreaterThan(name === 'measured' ? -1 : 0)
    expect(doc?.parts.filter(({ id, title }) => !id || !title)).toEqual([])
    for (const href of linksOf(name)) {
      const address = docAddress(name, href)
      if (address?.startsWith('http')) continue
      const [page = '', part] = (address ?? '').split('#')
      const leadsTo = address ? readDoc(page.replace('/docs/', '') || name) : undefined
      const file = posix.join(posix.dirname(DOC_FILES[name]), href.split('#')[0] ?? '')
      expect(leadsTo !== undefined || existsSync(file), `${name}: ${href}`).toBe(true)
      if (part) expect(leadsTo?.parts.map(({ id }) => id)).toContain(part)
    }
  })

  it('are these alone', () => {
    for (const name of ['', 'none', '../package', 'toString', '__proto__'])
      expect(readDoc(name)).toBeUndefined()
  })

  it.each([
    ['guide', 'docs/smc-api.md#examples', '/docs/smc-api#examples'],
    ['operations', '../README.md', '/docs/guide'],
    ['operations', 'security.md', '/docs/security'],
    ['smc-api', '#errors', '#errors'],
    ['guide', 'https://example.com/', 'https://example.com/'],
    ['guide', 'docs/decisions', undefined],
    ['operations', '../deploy/nginx.conf', undefined],
  ] as const)('%s: %s leads to %s', (from, href, address) => {
    expect(docAddress(from, href)).toBe(address)
  })
})
