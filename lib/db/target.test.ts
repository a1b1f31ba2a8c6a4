import { describe, expect, it } from 'vitest'
import { StartError } from '../start-error'
import { parseDatabaseUrl } from './target'

describe('DATABASE_URL', () => {
  it('names an SQLite file, relative to the working directory or absolute', () => {
    expect(parseDatabaseUrl('file:./data/x.db')).toMatchObject({ provider: 'sqlite', path: `${process.cwd()}/data/x.db` })
    expect(parseDatabaseUrl('file:/srv/x.db')).toMatchObject({ provider: 'sqlite', path: '/srv/x.db' })
    expect(parseDatabaseUrl('file:///srv/x.db')).toMatchObject({ provider: 'sqlite', path: '/srv/x.db' })
  })

  it('names a PostgreSQL database, whose password is not shown', () => {
    const target = parseDatabaseUrl('postgresql://ada:hush@db.example:5433/console')
    expect(target).toMatchObject({ provider: 'postgresql', label: 'PostgreSQL at db.example:5433/console' })
  })

  it.each([
    '',
    'file:',
    'mysql://root:hush@h/d',
    'postgresql://',
    'postgresql://h',
    'file:x.db?mode=ro',
    'postgresql://ada:hush@h/d?schema=x',
    'postgresql://ada:hush@a,b/d',
    'postgresql://ada:hush@a:1,b:2/d?target_session_attrs=read-write',
    'hush',
  ])('refuses %j without repeating it', (url) => {
    expect(() => parseDatabaseUrl(url)).toThrow(StartError)
    expect(() => parseDatabaseUrl(url)).not.toThrow(/hush/)
  })
})
