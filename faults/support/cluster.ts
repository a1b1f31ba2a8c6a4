import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { FRONT, Node, onLoopback } from './cluster-node'
import { listening, type Program, postgresUser, startProgram } from './program'

const PASSWORD = 'only-for-tests'

export type Cluster = {
  /** What a console is told: PgBouncer, and behind it HAProxy. */
  url: string
  /** HAProxy, past PgBouncer, as the superuser. */
  adminUrl: string
  nodes: Node[]
  primary(): Promise<Node>
  /** Waits until every node is there, and one of them has all that the primary acknowledges. */
  settled(): Promise<void>
  /** Kills HAProxy and starts it again. */
  restartHaproxy(): Promise<void>
  end(): Promise<void>
}

/**
 * Three nodes under Patroni with etcd, HAProxy before them and PgBouncer before that, configured as
 * deploy/cluster says.
 */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-cluster-'))
  const { uid = -1, gid = -1 } = postgresUser()
  chownSync(folder, uid, gid)
  const nodes = [1, 2, 3].map((number) => new Node(number, folder, PASSWORD))
  for (const node of nodes) node.start()
  let haproxy = await startHaproxy(folder)
  const adminUrl = `postgresql://postgres:${PASSWORD}@${FRONT}:5000`
  const settled = () =>
    until(async () => (await roles(nodes)).join() === 'leader,replica,sync_standby')
  await settled()
  await run(`${adminUrl}/postgres`, `CREATE ROLE console LOGIN PASSWORD '${PASSWORD}'`)
  await run(`${adminUrl}/postgres`, 'CREATE DATABASE console OWNER console')
  const pgbouncer = await startPgBouncer(folder)

  return {
    url: `postgresql://console:${PASSWORD}@${FRONT}:6432/console`,
    adminUrl: `${adminUrl}/console`,
    nodes,
    settled,
    async primary() {
      for (;;) {
        for (const node of nodes) if (await node.isPrimary()) return node
        await pause()
      }
    },
    async restartHaproxy() {
      await haproxy.end('SIGKILL')
      haproxy = await startHaproxy(folder)
    },
    async end() {
      await Promise.all([pgbouncer.end('SIGKILL'), haproxy.end('SIGKILL')])
      for (const node of nodes) await node.cut()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function startHaproxy(folder: string): Promise<Program> {
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(file, onLoopback(readFileSync('deploy/cluster/haproxy.cfg', 'utf8')))
  const program = startProgram('haproxy', ['-db', '-f', file])
  await listening(program, 5000, FRONT)
  return program
}

async function startPgBouncer(folder: string): Promise<Program> {
  const file = join(folder, 'pgbouncer.ini')
  const users = join(folder, 'userlist.txt')
  writeFileSync(users, `"console" "${PASSWORD}"\n`)
  const delivered = readFileSync('deploy/cluster/pgbouncer.ini', 'utf8')
  writeFileSync(file, onLoopback(delivered).replace('/etc/pgbouncer/userlist.txt', users))
  const program = startProgram('pgbouncer', [file], postgresUser())
  await listening(program, 6432, FRONT)
  return program
}

/** What the nodes are to Patroni, in the order of the alphabet; none while no node knows. */
async function roles(nodes: Node[]): Promise<string[]> {
  for (const node of nodes) {
    const members = await node.members()
    if (members)
      return members
        .filter(({ state }) => state === 'running' || state === 'streaming')
        .map(({ role }) => role)
        .sort()
  }
  return []
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause()
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 250))

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
