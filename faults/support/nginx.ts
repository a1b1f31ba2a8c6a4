import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../scripts/temporary-postgres'
import { listening, startProgram } from './program'

export type Nginx = { url: string; stop: () => Promise<void> }

/**
 * nginx with the configuration that is delivered, but for addresses and certificates: before
 * consoles at some ports.
 */
export async function startNginx(ports: number[]): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-nginx-'))
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, configuration(folder, port, ports))
  const program = startProgram('nginx', [
    '-p',
    folder,
    '-c',
    file,
    '-e',
    join(folder, 'error.log'),
    '-g',
    'daemon off;',
  ])
  await listening(program, port)
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      await program.end()
      rmSync(folder, { recursive: true })
    },
  }
}

function configuration(folder: string, port: number, ports: number[]): string {
  const servers = ports.map((each) => `server 127.0.0.1:${each} max_fails=0;`).join('\n    ')
  const [before = ''] = readFileSync('deploy/nginx.conf', 'utf8').split(
    '\nserver {\n    listen 80;',
  )
  const delivered = before
    .replace('server 127.0.0.1:3000 max_fails=0;', servers)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replace(/^ +(listen \[::\]|ssl_certificate).*\n/gm, '')
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  return (
    `pid ${folder}/pid;\nuser root;\nevents {}\nhttp {\naccess_log ` +
    `off;\n${paths.join('\n')}\n${delivered}\n}\n`
  )
}
