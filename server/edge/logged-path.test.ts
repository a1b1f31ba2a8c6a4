import { expect, it } from 'vitest'
import { newCode } from '@/lib/tokens/code'
import { loggedPath } from './logged-path'

const encoded = (text: string) =>
  [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')

it('leaves nothing of a code, however it is encoded', () => {
  const code = newCode()
  const ways = [
    code,
    `%61${code.slice(1)}`,
    encoded(code),
    encoded(encoded(code)),
    encoded(encoded(encoded(code))),
  ]
  for (const way of ways) {
    for (const path of [`/api/v1/${way}`, `/%E0%A4/${way}%`, `/tokens/${way}/x`])
      expect(loggedPath(path)).not.toContain(code.slice(10))
    expect(loggedPath(`/api/v1/${way}`)).toBe('/api/v1/act…')
    expect(loggedPath(`/${newCode()}/${way}`)).toBe('/act…/act…')
  }
})

it('keeps other paths as they were sent', () => {
  for (const path of ['/tokens/at-0123456789abcdefghij', '/%', '/a%2Fb', '/activation'])
    expect(loggedPath(path)).toBe(path)
})
