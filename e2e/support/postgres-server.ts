import { startTemporaryPostgres } from '../../scripts/temporary-postgres'

/**
 * A real PostgreSQL for the whole run: the one that TEST_POSTGRES_URL names, else one of our own.
 */
export default async function startPostgres() {
  const named = process.env.TEST_POSTGRES_URL
  const server = named ? undefined : await startTemporaryPostgres()
  process.env.E2E_POSTGRES_URL = server?.url ?? named?.replace(/\/[^/]*$/, '')
  return () => server?.remove()
}
