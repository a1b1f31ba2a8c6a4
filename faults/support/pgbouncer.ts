import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../scripts/temporary-postgres'
import { listening, postgresUser, startProgram } from './program'

/**
 * PgBouncer with nothing set but where it leads to and how it pools.
 * @returns the address of a database through it
 */
export async function startPgBouncer(
  database: string,
  mode: 'session' | 'transaction',
): Promise<{ url: string; end: () => Promise<void> }> {
  const { hostname, port: serverPort, username, password, pathname } = new URL(database)
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-pgbouncer-'))
  const port = await freePort()
  const file = join(folder, 'pgbouncer.ini')
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${serverPort} user=${username} password=${password}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'auth_type = any',
    `pool_mode = ${mode}`,
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  // It refuses to run as root, and reads its file as the one it runs as.
  chmodSync(folder, 0o755)
  const program = startProgram('pgbouncer', [file], { ...postgresUser(), cwd: folder })
  await listening(program, port)
  return {
    url: `postgresql://${username}@127.0.0.1:${port}${pathname}`,
    async end() {
      await program.end('SIGKILL')
      rmSync(folder, { recursive: true })
    },
  }
}
