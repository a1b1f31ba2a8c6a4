import { describe, expect, it } from 'vitest'
import { newCode } from '../tokens/code'
import { mayBeCode } from './code-pattern.shared'

describe('what may be an activation code', () => {
  it.each([
    ['whole', (code: string) => code],
    ['within a text', (code: string) => `export CODE=${code};`],
    ['without its last characters', (code: string) => code.slice(0, -3)],
    ['without its first characters', (code: string) => code.slice(2)],
    ['in lower case', (code: string) => code.toLowerCase()],
    ['in upper case', (code: string) => code.toUpperCase()],
  ])('is a code %s', (_, change) => {
    const codes = Array.from({ length: 200 }, newCode)
    const missed = codes.filter((code) => !mayBeCode(change(code)))
    // Few have no digit before a letter.
    expect(missed.length).toBeLessThan(20)
  })

  it.each([
    'at-0123456789abcdefghij',
    's-vijmc2ygisp5zim9fbv4',
    'web-27.dc-a.example.com',
    'manufacturingdatabaseserver01',
    'ACTIVEDIRECTORYDOMAINCONTROLLER01',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'VMware-56 4d 12 ab 9c 00 11 22-33 44 55 66 77 88 99 aa',
    '2001:db8::1',
    '数据中心-A',
  ])('is not %s', (text) => {
    expect(mayBeCode(text)).toBe(false)
  })
})
