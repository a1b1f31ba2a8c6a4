import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '@/lib/start-error'

/**
 * Reads the address of a file of SQLite: `file:` and a path as it is, relative to the console's
 * folder; or `file:///` and a path from the root, with what is special in addresses
 * percent-encoded.
 * @returns the absolute path
 * @throws StartError naming the part that can't be meant: nothing is written where nobody looks for
 *   it
 */
export function parseSqliteUrl(url: string): string {
  const path = url.slice('file:'.length)
  if (path === '' || path.includes('?'))
    refuse('must name a file, like file:./data/console.db, without options')
  if (path.startsWith('~'))
    refuse('begins with "~", which only a shell knows: write the whole path')
  if (path.endsWith('/')) refuse('names a folder: add the name of the file')
  if (path.startsWith('///')) return decoded(url)
  if (path.startsWith('//'))
    refuse(
      'has only two slashes after "file:", and so names a host: write file:/path, ' +
        'file:///path or file:./path',
    )
  if (/%[0-9a-f]{2}/i.test(path))
    refuse(
      'has percent-encoded characters in a plain path: write them as they are, or begin ' +
        'with file:///',
    )
  return resolve(path)
}

function decoded(url: string): string {
  if (url.includes('#')) refuse('has a "#", which ends an address: write it as %23')
  try {
    return fileURLToPath(url)
  } catch {
    return refuse('has a "%" that encodes no character of a path: write it as %25')
  }
}

function refuse(what: string): never {
  throw new StartError(`DATABASE_URL ${what}.`)
}
