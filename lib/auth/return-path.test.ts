import { describe, expect, it } from 'vitest'
import { HOME, safeReturnPath } from './return-path.shared'

describe('the page to return to after sign-in', () => {
  it.each(['/tokens', '/tokens?after=1.at-x', '/settings/account', '/a//b'])('is %s', (path) => {
    expect(safeReturnPath(path)).toBe(path)
  })

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    'tokens',
    '',
    undefined,
    null,
    ['/tokens'],
    '/sign-in',
    '/sign-in?next=/tokens',
    '/setup',
    '/api/health',
    '/..//evil.example',
  ])('is the first page for %j', (path) => {
    expect(safeReturnPath(path)).toBe(HOME)
  })
})
