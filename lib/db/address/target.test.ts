import { describe, expect, it } from 'vitest'
import { StartError } from '@/lib/start-error'
import { parseDatabaseUrl } from './target'

describe('DATABASE_URL of a file', () => {
  it.each([
    ['file:./data/x.db', `${process.cwd()}/data/x.db`],
    ['file:/srv/x.db', '/srv/x.db'],
    ['file:///srv/x.db', '/srv/x.db'],
    ['file:///srv/my%20data/b%C3%BCro.db', '/srv/my data/büro.db'],
    ['file:/srv/my data/büro & co.db', '/srv/my data/büro & co.db'],
  ])('%j lies at %j', (url, path) => {
    expect(parseDatabaseUrl(url)).toEqual({ provider: 'sqlite', path, label: `SQLite at ${path}` })
  })

  it.each([
    ['file:', 'must name a file'],
    ['file:x.db?mode=ro', 'without options'],
    ['file:~/c.db', 'begins with "~"'],
    ['file://data/x.db', 'names a host'],
    ['file://localhost/x.db', 'names a host'],
    ['file:my%20data/c.db', 'percent-encoded'],
    ['file:///srv/100%.db', 'write it as %25'],
    ['file:///srv/a#b.db', 'write it as %23'],
    ['file:./data/', 'names a folder'],
  ])('%j is refused: it %s', (url, message) => {
    expect(() => parseDatabaseUrl(url)).toThrow(StartError)
    expect(() => parseDatabaseUrl(url)).toThrow(message)
  })
})

describe('DATABASE_URL of PostgreSQL', () => {
  it.each([
    ['postgresql://ada:hush@db.example:5433/console', 'PostgreSQL at db.example:5433/console'],
    ['postgres://ada@[::1]:5432/console', 'PostgreSQL at [::1]:5432/console'],
    ['postgresql:///console?host=/var/run/postgresql', 'PostgreSQL at /var/run/postgresql/console'],
    [
      'postgresql://ada@%2Fvar%2Frun%2Fpostgresql/console',
      'PostgreSQL at /var/run/postgresql/console',
    ],
    [
      'postgresql://ada:hush@h/d?application_name=a@b&options=-c%20search_path%3Dapp',
      'PostgreSQL at h/d',
    ],
    ['postgresql://ada:h@u:s[&% h%23ü@h/d', 'PostgreSQL at h/d'],
  ])('%j is shown as %j', (connectionString, label) => {
    expect(parseDatabaseUrl(connectionString)).toEqual({
      provider: 'postgresql',
      connectionString,
      label,
    })
  })

  it('means by sslmode what libpq means', () => {
    const read = (mode: string) => parseDatabaseUrl(`postgresql://h/d?sslmode=${mode}`)
    expect(read('require')).toMatchObject({
      connectionString: 'postgresql://h/d?sslmode=require&uselibpqcompat=true',
    })
    expect(read('verify-full')).toMatchObject({
      connectionString: 'postgresql://h/d?sslmode=verify-full&uselibpqcompat=true',
    })
    expect(read('disable')).toMatchObject({ connectionString: 'postgresql://h/d?sslmode=disable' })
  })

  it.each([
    ['', 'must start with'],
    ['mysql://root:hush@h/d', 'must start with'],
    ['hush', 'must start with'],
    ['postgresql://', 'must look like'],
    ['postgresql://h', 'must look like'],
    ['postgresql://ada:hu#sh@h/d', 'write it as %23'],
    ['postgresql://ada:hu/sh@h/d', 'write it as %2F'],
    ['postgresql://ada:hu?sh@h/d', 'write it as %3F'],
    ['postgresql://ada:h@u#sh@h/d', 'write it as %23'],
    ['postgresql://ada:h@u/sh@h/d', 'more after the host than a database'],
    ['postgresql://ada:hush@h:port/d', 'host or port'],
    ['postgresql://ada:hush@h/d?schema=x', 'search_path'],
    ['postgresql://ada:hush@h/d?connection_limit=2', 'DATABASE_CONNECTIONS'],
    ['postgresql://ada:hush@h/d?max=2', 'DATABASE_CONNECTIONS'],
    ['postgresql://ada:hush@h/d?pgbouncer=true', 'poolers work as they are'],
    ['postgresql://ada:hush@h/d?connect_timeout=3', '"connect_timeout"'],
    ['postgresql://ada:hush@a,b/d', 'HAProxy'],
    ['postgresql://ada:hush@a:1,b:2/d?target_session_attrs=read-write', 'HAProxy'],
    ['postgresql:///d?host=a,b', 'HAProxy'],
    ['postgresql://ada:hush@h/d?sslmode=prefer', 'choose disable, require'],
    ['postgresql://ada:hush@h/d?sslmode=verify-ca', 'sslrootcert'],
    [
      'postgresql://ada:hush@h/d?sslmode=verify-full&sslrootcert=/no/ca.pem',
      'sslrootcert=/no/ca.pem',
    ],
  ])('%j is refused without repeating a password: %s', (url, message) => {
    expect(() => parseDatabaseUrl(url)).toThrow(StartError)
    expect(() => parseDatabaseUrl(url)).toThrow(message)
    expect(() => parseDatabaseUrl(url)).not.toThrow(/hu.?sh/)
  })
})
