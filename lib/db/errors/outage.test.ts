import { expect, it } from 'vitest'
import { DatabaseUnavailableError, isOutage } from './outage'

const withCode = (code: string) => Object.assign(new Error('…'), { code })

it.each([
  ['a statement that took too long', '57014'],
  ['a primary that is read-only', '25006'],
  ['a full disk', '53100'],
  ['no memory', '53200'],
  ['too many connections', '53300'],
  ['a server that shuts down', '57P01'],
  ['a row that somebody else holds for too long', '55P03'],
  ['a transaction that did nothing for too long', '25P03'],
  ['a pooler that has no server', '08P01'],
  ['a connection that failed', '08006'],
  ['a password that is no longer right', '28P01'],
  ['a database that is gone', '3D000'],
  ['a transaction that was chosen as a victim', '40P01'],
  ['a disk that fails', '58030'],
  ['a database that is dropped', '57P04'],
  ['a certificate that is no longer trusted', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['a transaction that could not begin', 'P2028'],
  ['a file that another process holds', 'SQLITE_BUSY'],
  ['a file that is being recovered', 'SQLITE_BUSY_RECOVERY'],
  ['a disk that can not be synced', 'SQLITE_IOERR_FSYNC'],
  ['a full disk under SQLite', 'SQLITE_FULL'],
  ['a file that is damaged, until it is restored', 'SQLITE_CORRUPT'],
  ['a file that may only be read', 'SQLITE_READONLY_DBMOVED'],
])('takes %s as an outage, whoever reports it', (_, code) => {
  expect(isOutage(withCode(code))).toBe(true)
  expect(isOutage(new Error('…', { cause: withCode(code) }))).toBe(true)
  expect(
    isOutage(
      Object.assign(new Error('…'), {
        meta: { driverAdapterError: { cause: { originalCode: code } } },
      }),
    ),
  ).toBe(true)
})

it('takes what the system says of a connection as an outage, and of a file as none', () => {
  const ofSystem = (syscall: string, code: string) =>
    Object.assign(new Error('…'), { errno: -1, syscall, code })
  expect(isOutage(ofSystem('connect', 'ECONNREFUSED'))).toBe(true)
  expect(isOutage(ofSystem('connect', 'ENOENT'))).toBe(true)
  expect(isOutage(ofSystem('read', 'ECONNRESET'))).toBe(true)
  expect(isOutage(ofSystem('getaddrinfo', 'EAI_AGAIN'))).toBe(true)
  expect(isOutage(ofSystem('open', 'ENOENT'))).toBe(false)
})

it('takes what it throws itself, and a broken connection without a code, as an outage', () => {
  expect(isOutage(new DatabaseUnavailableError('…'))).toBe(true)
  expect(isOutage(new Error('Connection terminated unexpectedly'))).toBe(true)
  expect(
    isOutage(new Error('Client has encountered a connection error and is not queryable')),
  ).toBe(true)
})

it.each(['23505', '42601', 'SQLITE_CONSTRAINT_UNIQUE', 'P2002'])('takes %s as none', (code) => {
  expect(isOutage(withCode(code))).toBe(false)
})
