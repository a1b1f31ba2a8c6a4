import { createHash } from 'node:crypto'
import { type PoolClient, type QueryResult, types } from 'pg'
import type { Row } from './statements'

const TIMESTAMP = 1114

/** Moments are kept without a zone, in UTC. */
const parsers = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === TIMESTAMP
      ? (text: string) => new Date(`${text}Z`)
      : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
}

/** What is said of each statement after one that failed. */
const IN_FAILED_TRANSACTION = '25P02'

/** Names of the statements, which each connection plans once. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const name =
    names.get(text) ?? `bulk_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`
  names.set(text, name)
  return name
}

/** The statements of a transaction, which are sent without waiting for each other. */
export class Statements {
  readonly #client: PoolClient
  readonly #areNamed: boolean
  /**
   * What went wrong first: whatever was sent behind it only fails because of that, and may be heard
   * of before it.
   */
  failure: unknown

  constructor(client: PoolClient, areNamed: boolean) {
    this.#client = client
    this.#areNamed = areNamed
  }

  async run(text: string, values: unknown[]): Promise<QueryResult<Row>> {
    const name = this.#areNamed && { name: nameOf(text) }
    try {
      return await this.#client.query<Row>({ text, values, types: parsers, ...name })
    } catch (error) {
      if ((error as { code?: string }).code !== IN_FAILED_TRANSACTION) this.failure ??= error
      throw error
    }
  }
}
