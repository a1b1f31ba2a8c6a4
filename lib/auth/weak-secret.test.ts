import { expect, it } from 'vitest'
import { isWeakConsoleSecret, isWeakPassword } from './weak-secret'

const ada = { name: 'Ada Lovelace', email: 'ada.lovelace@analytical.example.com' }

it.each([
  '123456789012',
  'passwordpassword',
  'aaaaaaaaaaaa',
  ' '.repeat(12),
  '\0'.repeat(12),
  'abababababab',
  'qwertyuiopas',
  'P@ssw0rd1234',
  'letmeinletmein',
  'ada.lovelace@analytical.example.com',
  'AdaLovelace1815',
  'lovelace-ada-!!',
  'ActivationConsole2026!',
  'activation-console-1',
  'Administrator1!',
  'analytical2026',
])('takes %j for too easy to guess', async (password) => {
  expect(await isWeakPassword(password, ada)).toBe(true)
})

it.each(['correct horse battery', 'another horse battery', 'Tr4vel-by-n1ght-train', 'ада любит паровозы', 'x7Kq-92mZ-pL0w'])(
  'lets %j pass',
  async (password) => {
    expect(await isWeakPassword(password, ada)).toBe(false)
  },
)

it('judges a long password by its beginning, in a moment', async () => {
  expect(await isWeakPassword('4@8({[<369&#1!|'.repeat(9).slice(0, 128), ada)).toBe(false)
  expect(await isWeakPassword('a'.repeat(128), ada)).toBe(true)
})

it('tells a random secret of the program from a made-up one', () => {
  for (const weak of ['a'.repeat(32), 'ab'.repeat(16), '12345678901234567890123456789012', 'password'.repeat(4)])
    expect(isWeakConsoleSecret(weak), weak).toBe(true)
  for (const strong of ['9f2c7a5e1b8d4f60a3c9e7d215b86f40', 'only-for-tests-0123456789abcdefghij'])
    expect(isWeakConsoleSecret(strong), strong).toBe(false)
})
