import { chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Program, postgresUser, signalProcess, signalTree, startProgram } from './program'

/** Where HAProxy and PgBouncer lie; the nodes are at 127.0.0.11 to 13. */
export const FRONT = '127.0.0.10'

/** A file of deploy/cluster with its addresses moved to this machine. */
export const onLoopback = (configuration: string) =>
  configuration.replaceAll('127.0.0.1', FRONT).replaceAll('10.0.0.', '127.0.0.')

type Member = { role: string; state: string }

/** One node of a cluster: etcd, and Patroni, which runs PostgreSQL. */
export class Node {
  readonly name: string
  readonly #address: string
  readonly #folder: string
  readonly #password: string
  #programs: Program[] = []

  constructor(number: number, folder: string, password: string) {
    this.name = `node-${number}`
    this.#address = `127.0.0.1${number}`
    this.#folder = join(folder, this.name)
    this.#password = password
    const { uid = -1, gid = -1 } = postgresUser()
    mkdirSync(this.#folder, { mode: 0o700 })
    chownSync(this.#folder, uid, gid)
  }

  /** Starts it, for the first time or again. */
  start(): void {
    const options = { ...postgresUser(), cwd: this.#folder }
    const etcd = parseEnv(this.#configuration('etcd.env'))
    const file = join(this.#folder, 'patroni.yaml')
    writeFileSync(file, this.#configuration('patroni.yaml'))
    const env = { ...process.env, HOME: this.#folder, LC_ALL: 'C.UTF-8' }
    this.#programs = [
      startProgram('etcd', [], { ...options, env: { ...env, ...etcd } }),
      startProgram('patroni', [file], { ...options, env }),
    ]
  }

  async isPrimary(): Promise<boolean> {
    return this.#ask('primary').then(
      ({ ok }) => ok,
      () => false,
    )
  }

  /** What this node knows of all, unless it is away. */
  async members(): Promise<Member[] | undefined> {
    return this.#ask('cluster').then(
      async (answer) => (await answer.json()).members,
      () => undefined,
    )
  }

  /** What a power failure does: all that runs on the node is gone at once. */
  async cut(): Promise<void> {
    this.killPostgres()
    await Promise.all(this.#programs.map((program) => program.end('SIGKILL')))
    // What Patroni may have started in between.
    this.killPostgres()
  }

  /** PostgreSQL alone is gone; Patroni sees to it. */
  killPostgres(): void {
    const pid = this.#postmaster()
    if (pid) signalProcess(pid, 'SIGKILL')
  }

  /** Nothing on it moves, and no connection ends. */
  freeze(): void {
    for (const pid of this.#processes()) signalTree(pid, 'SIGSTOP')
  }

  thaw(): void {
    for (const pid of this.#processes()) signalTree(pid, 'SIGCONT')
  }

  get #data(): string {
    return join(this.#folder, 'data')
  }

  #ask(path: string): Promise<Response> {
    return fetch(`http://${this.#address}:8008/${path}`, { signal: AbortSignal.timeout(1_000) })
  }

  #postmaster(): number | undefined {
    try {
      return Number(readFileSync(join(this.#data, 'postmaster.pid'), 'utf8').split('\n')[0])
    } catch {
      return undefined
    }
  }

  #processes(): number[] {
    return [...this.#programs.map(({ pid }) => pid), this.#postmaster() ?? 0].filter(Boolean)
  }

  /** A file of deploy/cluster, as it stands on this node. */
  #configuration(file: string): string {
    const own = /^.*(?:listen|connect_address|name: node|ETCD_NAME|_URLS).*$/gm
    const delivered = readFileSync(join('deploy/cluster', file), 'utf8')
    return onLoopback(delivered)
      .replace(own, (line) =>
        line.replace('127.0.0.11', this.#address).replace('node-1', this.name),
      )
      .replace('/var/lib/postgresql/15/console', this.#data)
      .replace('/var/lib/postgresql/patroni.pgpass', join(this.#folder, 'pgpass'))
      .replace('/var/run/postgresql', this.#folder)
      .replace('/var/lib/etcd/console', join(this.#folder, 'etcd'))
      .replaceAll(/SUPERUSER_PASSWORD|REPLICATION_PASSWORD/g, this.#password)
  }
}
