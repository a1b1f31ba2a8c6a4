import { describe, expect, it } from 'vitest'
import { hashCode, isWellFormedCode, newCode } from './code'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

describe('a new code', () => {
  it('has 32 characters of [A-Za-z0-9], begins with act and carries its checksum', () => {
    for (let made = 0; made < 1_000; made++) {
      const code = newCode()
      expect(code).toMatch(/^act[A-Za-z0-9]{29}$/)
      expect(isWellFormedCode(code)).toBe(true)
    }
  })

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 20_000 }, newCode)).size).toBe(20_000)
  })

  it('draws each character equally often', () => {
    const codes = 20_000
    const seen = new Map<string, number>()
    for (let made = 0; made < codes; made++) {
      for (const character of newCode().slice(3, 26))
        seen.set(character, (seen.get(character) ?? 0) + 1)
    }
    const expected = (codes * 23) / ALPHABET.length
    const chiSquare = [...ALPHABET].reduce(
      (sum, character) => sum + ((seen.get(character) ?? 0) - expected) ** 2 / expected,
      0,
    )
    // 61 degrees of freedom: above 150 once in ten million runs where nothing is wrong. A modulo
    // bias gives thousands.
    expect(chiSquare).toBeLessThan(150)
  })
})

describe('the checksum', () => {
  it('is the CRC-32 of the first 26 characters in base 62', () => {
    const body = 'act0123456789ABCDEFGHIJKLM'
    expect(isWellFormedCode(body + checksumOf(crcBitwise(body)))).toBe(true)
  })

  it('finds every wrong character and every two neighbours exchanged', () => {
    const code = newCode()
    for (let position = 0; position < code.length; position++) {
      for (const character of ALPHABET) {
        if (character === code[position]) continue
        expect(
          isWellFormedCode(code.slice(0, position) + character + code.slice(position + 1)),
        ).toBe(false)
      }
      const [one, two] = [code[position], code[position + 1]]
      if (two === undefined || one === two) continue
      expect(isWellFormedCode(code.slice(0, position) + two + one + code.slice(position + 2))).toBe(
        false,
      )
    }
  })

  it.each([
    '',
    'act',
    'x'.repeat(32),
    `${newCode()} `,
    ` ${newCode()}`,
    `${newCode()}\n`,
    newCode().toUpperCase(),
    newCode().slice(1),
  ])('refuses %j', (text) => {
    expect(isWellFormedCode(text)).toBe(false)
  })
})

describe('what is stored of a code', () => {
  it('is its SHA-256 in lower-case hex', () => {
    expect(hashCode('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

/** CRC-32 bit by bit, as the standard defines it: a second opinion. */
function crcBitwise(text: string): number {
  let crc = 0xffffffff
  for (const byte of Buffer.from(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

function checksumOf(crc: number): string {
  return Array.from(
    { length: 6 },
    (_, position) => ALPHABET[Math.floor(crc / 62 ** (5 - position)) % 62],
  ).join('')
}
