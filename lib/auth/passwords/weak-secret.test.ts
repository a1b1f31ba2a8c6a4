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

it.each([
  'correct horse battery',
  'another horse battery',
  'Tr4vel-by-n1ght-train',
  'ада любит паровозы',
  'x7Kq-92mZ-pL0w',
])('lets %j pass', async (password) => {
  expect(await isWeakPassword(password, ada)).toBe(false)
})

it('judges a long password by its beginning, in a moment', async () => {
  expect(await isWeakPassword('4@8({[<369&#1!|'.repeat(9).slice(0, 128), ada)).toBe(false)
  expect(await isWeakPassword('a'.repeat(128), ada)).toBe(true)
})

it('does not take signs alone for a name', async () => {
  expect(await isWeakPassword('}{"?>|:~<+_)(', ada)).toBe(false)
})

it.each([
  'a'.repeat(32),
  'ab'.repeat(16),
  '12345678901234567890123456789012',
  'password'.repeat(4),
  'passwordpassword1234567890123456',
  'qwertyuiopasdfghjklzxcvbnm123456',
  'changemechangemechangemechangeme',
  'activation-console-secret-0000000',
  'this-is-the-console-secret-change',
  'please-change-this-secret-please-me',
])('takes %j for no secret of the program', async (secret) => {
  expect(await isWeakConsoleSecret(secret)).toBe(true)
})

it.each([
  '9f2c7a5e1b8d4f60a3c9e7d215b86f40',
  'only-for-tests-0123456789abcdefghij',
  'uXo3c0Qd8s+Yk1VwzZt5pB7mJq2LrHfE',
])('takes %j for a secret of the program', async (secret) => {
  expect(await isWeakConsoleSecret(secret)).toBe(false)
})
