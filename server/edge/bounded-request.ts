import { IncomingMessage } from 'node:http'

/**
 * Nobody waits for an answer: the client hung up while it was sending, or was refused because it
 * sent too much.
 */
export class RequestAborted extends Error {
  override name = 'RequestAborted'
}

/**
 * A request whose body is counted while it arrives, before anything buffers it. Beyond the limit
 * `refuse` is called, once, and what comes then is thrown away.
 */
export class BoundedRequest extends IncomingMessage {
  #maxBytes = Number.POSITIVE_INFINITY
  #received = 0
  #isRefused = false
  #refuse: () => void = () => {}

  /**
   * Sets the limit, before anything of the body has come. A body that is announced as longer is
   * refused at once.
   * @param refuse answers the request
   * @returns whether the request is taken
   */
  limit(maxBytes: number, refuse: () => void): boolean {
    this.#maxBytes = maxBytes
    this.#refuse = refuse
    if (Number(this.headers['content-length'] ?? 0) > maxBytes) this.#throwAway()
    return !this.#isRefused
  }

  #throwAway() {
    this.#isRefused = true
    this.#refuse()
  }

  /** Where Node hands on each piece of the body, and at last `null`. */
  override push(chunk: Buffer | null, encoding?: BufferEncoding): boolean {
    this.#received += chunk?.length ?? 0
    if (!this.#isRefused && this.#received > this.#maxBytes) this.#throwAway()
    if (!this.#isRefused) return super.push(chunk, encoding)
    // Thrown away rather than left unread: the connection would be reset, and the answer with it.
    // At its end whoever reads learns that it is not the whole.
    if (chunk === null) this.destroy(new RequestAborted())
    return true
  }

  /** Ends the request, and not the connection, on which its refusal is on the way. */
  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (this.#isRefused) callback(this.listenerCount('error') > 0 ? error : null)
    else super._destroy(error, callback)
  }
}
