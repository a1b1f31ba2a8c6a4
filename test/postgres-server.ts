import type { TestProject } from 'vitest/node'
import { startTemporaryPostgres } from '../scripts/temporary-postgres'

declare module 'vitest' {
  export interface ProvidedContext {
    provider: 'sqlite' | 'postgresql'
    /** Address of the server, to which a database name is appended. */
    postgresUrl: string
  }
}

/**
 * A real PostgreSQL for the whole run: the one that TEST_POSTGRES_URL names, else one of our own.
 */
export default async function startPostgres(project: TestProject) {
  const named = process.env.TEST_POSTGRES_URL
  if (named) {
    project.provide('postgresUrl', named.replace(/\/[^/]*$/, ''))
    return
  }
  const server = await startTemporaryPostgres()
  project.provide('postgresUrl', server.url)
  return () => server.remove()
}
