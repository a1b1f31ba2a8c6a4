import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { endLog, log } from '@/lib/log'

type Stop = {
  /** Stops listening; resolves when no connection is left. */
  close: () => Promise<void>
  /** Gives back what the process holds, at last. */
  release: () => Promise<void>
  /** How long to go on as before, but not ready, so that balancers send nothing new. */
  noticeSeconds: number
  /** How long what is under way may take to end after that. */
  mostSeconds: number
}

/**
 * The way to stop without cutting anybody off: first not ready, then no longer listening, and gone
 * when all that is under way has ended.
 */
export class Stopping {
  #hasBegun = false
  #isClosing = false
  readonly #underWay = new Map<Socket, Set<ServerResponse>>()

  /**
   * Whether the console was told to stop: it is not ready, and each answer is the last one on its
   * connection.
   */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** Keeps an eye on the requests that are under way on each connection. */
  watch(server: Server): void {
    server.on('connection', (socket) => {
      this.#underWay.set(socket, new Set())
      socket.once('close', () => this.#underWay.delete(socket))
    })
    server.prependListener('request', ({ socket }, response) => {
      const underWay = this.#underWay.get(socket)
      underWay?.add(response)
      response.once('close', () => {
        underWay?.delete(response)
        // An answer that had begun before could not say that it is the last one.
        if (this.#isClosing && underWay?.size === 0) socket.end()
      })
      if (this.#hasBegun) response.shouldKeepAlive = false
    })
  }

  /** Stops, and ends the process: with status 1 where something had to be cut off. */
  async run({ close, release, noticeSeconds, mostSeconds }: Stop): Promise<never> {
    this.#hasBegun = true
    // Balancers hold connections open, and would send the next request on one of these.
    for (const responses of this.#underWay.values())
      for (const response of responses) response.shouldKeepAlive = false
    log.info({ requests: this.#requests(), noticeSeconds }, 'stopping')
    await pause(noticeSeconds * 1_000)
    this.#isClosing = true
    const closed = close().then(
      () => true,
      (err) => {
        log.error({ err }, 'the server could not be closed')
        return false
      },
    )
    // Connections on which nothing is under way, or only half of a head has come, hold nobody up.
    for (const [socket, { size }] of this.#underWay) if (size === 0) socket.destroy()
    const isWhole = await Promise.race([closed, pause(mostSeconds * 1_000, false)])
    const cut = this.#requests()
    await release().catch((err) => log.warn({ err }, 'the database was not closed'))
    if (isWhole) log.info('stopped')
    else log.warn({ requests: cut }, 'stopped, and cut off what was still under way')
    return exit(isWhole ? 0 : 1)
  }

  #requests(): number {
    return [...this.#underWay.values()].reduce((sum, { size }) => sum + size, 0)
  }
}

/**
 * Whoever reads the log may have stopped reading: the process ends all the same. Its last lines are
 * lost then.
 */
const LOG_MILLISECONDS = 2_000

/**
 * Ends the process with a status, once the log is written; not by `process.exit` where it can't be,
 * which would wait for that.
 */
async function exit(status: number): Promise<never> {
  const isWritten = await Promise.race([endLog().then(() => true), pause(LOG_MILLISECONDS, false)])
  if (!isWritten) process.kill(process.pid, 'SIGKILL')
  return process.exit(status)
}
