import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { freePort } from '../../scripts/temporary-postgres'
import { listening, postgresUser, startProgram } from './program'

export const BINARIES = '/usr/lib/postgresql/15/bin'

/** PostgreSQL as Debian delivers it, of the same version as its pg_dump. `url` names the server. */
export async function startDebianPostgres(): Promise<{ url: string; end: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-pg15-'))
  const user = postgresUser()
  chownSync(folder, user.uid ?? -1, user.gid ?? -1)
  const data = join(folder, 'data')
  execFileSync(
    join(BINARIES, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'],
    {
      ...user,
      cwd: folder,
    },
  )
  const port = await freePort()
  const program = startProgram(
    join(BINARIES, 'postgres'),
    ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1'],
    {
      ...user,
      cwd: folder,
    },
  )
  await listening(program, port)
  const url = `postgresql://postgres@127.0.0.1:${port}`
  // It listens before it lets anybody in.
  while (!(await lets(url))) await new Promise((resolve) => setTimeout(resolve, 50))
  return {
    url,
    async end() {
      await program.end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function lets(server: string): Promise<boolean> {
  const client = new Client({ connectionString: `${server}/postgres` })
  client.on('error', () => {})
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}
