import { describe, expect, it } from 'vitest'
import { openSecret, sealSecret, secretKeyOf } from './box'

const [key, other] = [secretKeyOf('a'.repeat(32)), secretKeyOf('b'.repeat(32))]

describe('a sealed secret', () => {
  it('opens again with its key, whichever place that has, and is different each time', () => {
    const sealed = sealSecret('hush', 'ak-1', key)
    expect(openSecret(sealed, 'ak-1', [other, key])).toBe('hush')
    expect(sealSecret('hush', 'ak-1', key).secret).not.toBe(sealed.secret)
    expect(JSON.stringify(sealed)).not.toContain('hush')
  })

  it('does not open for another owner, with another key, or when it was tampered with', () => {
    const sealed = sealSecret('hush', 'ak-1', key)
    expect(() => openSecret(sealed, 'ak-2', [key])).toThrow()
    expect(() => openSecret(sealed, 'ak-1', [other])).toThrow(/is not known/)
    expect(() => openSecret({ ...sealed, secretKeyId: other.id }, 'ak-1', [other])).toThrow()
    const bytes = Buffer.from(sealed.secret, 'base64url')
    for (const position of [0, 14, bytes.length - 1]) {
      const spoiled = Buffer.from(bytes)
      spoiled[position] = (spoiled[position] ?? 0) ^ 1
      expect(() =>
        openSecret({ ...sealed, secret: spoiled.toString('base64url') }, 'ak-1', [key]),
      ).toThrow()
    }
  })

  it('tells its key by an ID from which nothing follows', () => {
    expect(key.id).toMatch(/^[0-9a-f]{16}$/)
    expect(key.id).not.toBe(other.id)
    expect(key.key.toString('hex')).not.toContain(key.id)
  })
})
