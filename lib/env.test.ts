import { expect, it } from 'vitest'
import { parseEnv } from './env'

it('takes settings that are not there, or empty, as unset', () => {
  const usual = parseEnv({})
  expect(usual).toMatchObject({
    DATABASE_URL: 'file:./data/console.db',
    SMC_CALLS: 1_000,
    LOG_LEVEL: 'info',
    STOP_SECONDS: 30,
  })
  expect(
    parseEnv({ DATABASE_URL: '', SMC_CALLS: '', LOG_LEVEL: '', PUBLIC_URL: '', STOP_SECONDS: '' }),
  ).toEqual(usual)
})

it.each(['root@localhost', 'admin@intranet', 'ada@192.168.1.5', 'ada@münchen.de'])(
  'takes %s as an administrator',
  (email) => {
    expect(
      parseEnv({ ADMIN_EMAIL: email, ADMIN_PASSWORD: 'correct horse battery' }).ADMIN_EMAIL,
    ).toBe(email)
  },
)

it.each([
  [
    'a short secret',
    { CONSOLE_SECRET: 'hush' },
    'CONSOLE_SECRET must have at least 32 characters.',
  ],
  [
    'an administrator without a password',
    { ADMIN_EMAIL: 'ada@example.com' },
    'ADMIN_EMAIL and ADMIN_PASSWORD must be set together.',
  ],
  [
    'a password without an administrator',
    { ADMIN_PASSWORD: 'hush' },
    'ADMIN_EMAIL and ADMIN_PASSWORD must be set together.',
  ],
  [
    'an administrator without an address',
    { ADMIN_EMAIL: 'ada', ADMIN_PASSWORD: 'hush' },
    'ADMIN_EMAIL must be an email address.',
  ],
  ['no calls', { SMC_CALLS: '0' }, 'SMC_CALLS must be a whole number from 1 to 999999.'],
  ['half a second', { STOP_SECONDS: '0.5' }, 'STOP_SECONDS must be a whole number from 1 to 9999.'],
  [
    'a long notice',
    { STOP_NOTICE_SECONDS: '1000' },
    'STOP_NOTICE_SECONDS must be a whole number from 0 to 999.',
  ],
  ['an unknown level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL /],
  [
    'a path',
    { PUBLIC_URL: 'https://example.com/console' },
    'PUBLIC_URL must not have a path: the console has a host of its own.',
  ],
  [
    'no address',
    { PUBLIC_URL: 'console.example.com' },
    'PUBLIC_URL must be an http:// or https:// address.',
  ],
  [
    'a short token',
    { METRICS_TOKEN: 'hush' },
    'METRICS_TOKEN must have 16 to 256 printable ASCII characters without blanks.',
  ],
])('refuses %s, and repeats no value', (_, environment, sentence) => {
  expect(() => parseEnv(environment)).toThrow(sentence)
  expect(() => parseEnv(environment)).not.toThrow('hush')
})
