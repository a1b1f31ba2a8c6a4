import { IncomingMessage } from 'node:http'

/**
 * A request whose body is counted while it arrives, before anything buffers it. Beyond the limit `refuse` is called, once,
 * and what comes then is thrown away.
 */
export class BoundedRequest extends IncomingMessage {
  #maxBytes = Number.POSITIVE_INFINITY
  #received = 0
  #isRefused = false
  #refuse: () => void = () => {}

  /**
   * Sets the limit, before anything of the body has come. A body that is announced as longer is refused at once.
   * @param refuse answers the request
   * @returns whether the request is taken
   */
  limit(maxBytes: number, refuse: () => void): boolean {
    this.#maxBytes = maxBytes
    this.#refuse = refuse
    if (Number(this.headers['content-length'] ?? 0) > maxBytes) this.#throwAway()
    return !this.#isRefused
  }

  /** Whether the body was too long: what was let in of it is not the whole. */
  get isRefused(): boolean {
    return this.#isRefused
  }

  #throwAway() {
    this.#isRefused = true
    this.#refuse()
  }

  /** Where Node hands on each piece of the body, and at last `null`. */
  override push(chunk: Buffer | null, encoding?: BufferEncoding): boolean {
    this.#received += chunk?.length ?? 0
    if (!this.#isRefused && this.#received > this.#maxBytes) this.#throwAway()
    // Thrown away rather than left unread: the connection would be reset, and the answer with it.
    return this.#isRefused && chunk !== null ? true : super.push(chunk, encoding)
  }
}
