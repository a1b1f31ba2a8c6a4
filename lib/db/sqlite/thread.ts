import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Mutex } from 'async-mutex'
import { log } from '@/lib/log'
import { codesOf, DatabaseUnavailableError } from '../errors/outage'
import type { Answer, Call, Calls } from './worker.mjs'

/** Not built: each way of running the console finds it in its own folder. */
const WORKER = join('lib', 'db', 'sqlite', 'worker.mjs')

type Settle = { resolve: (value: never) => void; reject: (error: unknown) => void }

/**
 * SQLite in a thread of its own. Calls run one after the other; what is called in the same moment
 * goes there together.
 */
export class SqliteThread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Settle>()
  #calls: Call[] = []
  #last = 0
  #isClosing = false
  #hasEnded = false

  constructor(path: string) {
    this.#worker = new Worker(join(process.cwd(), WORKER), { workerData: { path } })
    this.#worker.unref()
    this.#worker.on('message', (answers: Answer[]) => {
      for (const answer of answers) this.#settle(answer)
      if (this.#waiting.size === 0) this.#worker.unref()
    })
    this.#worker.once('error', (err) => log.error({ err }, 'the thread of SQLite failed'))
    this.#worker.once('exit', () => this.#end())
  }

  /**
   * Calls what the thread can do.
   * @throws what went wrong there, with the database's `code` or, from the models' client, a
   *   `cause`
   */
  call<Name extends keyof Calls>(
    name: Name,
    ...[argument]: Parameters<Calls[Name]>
  ): Promise<Awaited<ReturnType<Calls[Name]>>> {
    if (this.#hasEnded)
      return Promise.reject(new DatabaseUnavailableError('the thread of SQLite has ended'))
    return new Promise((resolve, reject) => {
      const id = ++this.#last
      this.#waiting.set(id, { resolve, reject })
      this.#calls.push({ id, name, argument })
      if (this.#calls.length === 1) queueMicrotask(() => this.#send())
    })
  }

  /** Ends it when what was called has been done, with its files closed. */
  async close(): Promise<void> {
    await this.call('close').catch(() => {})
    this.#isClosing = true
    await this.#worker.terminate()
  }

  #send() {
    this.#worker.ref()
    this.#worker.postMessage(this.#calls)
    this.#calls = []
  }

  #settle({ id, value, failure }: Answer) {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (failure) waiting?.reject(Object.assign(new Error(failure.message), failure))
    else waiting?.resolve(value as never)
  }

  #end() {
    this.#hasEnded = true
    // Nothing works without it, and whoever watches the process starts it anew.
    if (!this.#isClosing) process.exit(1)
    for (const { reject } of this.#waiting.values())
      reject(new DatabaseUnavailableError('the thread of SQLite has ended'))
    this.#waiting.clear()
  }
}

// On globalThis: bundles may hold this module twice, and there is one file.
const shared = globalThis as { activationConsoleSqlite?: { turn: Mutex; thread?: SqliteThread } }
shared.activationConsoleSqlite ??= { turn: new Mutex() }
const sqlite = shared.activationConsoleSqlite

/** The thread of the console's one file; made when it is first asked for. */
export function sqliteThread(path: string): SqliteThread {
  sqlite.thread ??= new SqliteThread(path)
  return sqlite.thread
}

/** Ends the thread; another one begins when it is next asked for. */
export async function closeSqlite(): Promise<void> {
  const { thread } = sqlite
  sqlite.thread = undefined
  await thread?.close()
}

/** How long to try while another process holds the file, and how often. */
const PATIENCE_MILLISECONDS = 2_500
const AGAIN_MILLISECONDS = 50

const isBusy = (error: unknown) => codesOf(error).some((code) => code.startsWith('SQLITE_BUSY'))

/**
 * Waits for its turn, does what it has to do first, and gives the way to end the turn. Whoever has
 * a transaction open has the turn: the models' client and what is written in bulk have a connection
 * each, and SQLite one writer. Where another process holds the file, others have their turn before
 * it is tried again: reading goes on.
 * @throws what the database said after 2.5 seconds
 */
export async function takeTurn<T>(
  first: () => Promise<T>,
): Promise<{ result: T; end: () => void }> {
  for (const until = performance.now() + PATIENCE_MILLISECONDS; ; await pause(AGAIN_MILLISECONDS)) {
    const end = await sqlite.turn.acquire()
    try {
      return { result: await first(), end }
    } catch (error) {
      end()
      if (!isBusy(error) || performance.now() > until) throw error
    }
  }
}
