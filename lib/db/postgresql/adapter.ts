import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { Pool } from 'pg'

/**
 * Prisma's adapter of PostgreSQL, in the schema that the search path leads to. Prisma names a
 * schema in each statement, and takes "public" unless it is told; migrations and statements of ours
 * follow the path.
 */
export function adapterInSchema(pool: Pool): SqlDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    async connect() {
      const found = await pool.query<{ schema: string }>('SELECT current_schema() AS schema')
      return new PrismaPg(pool, {
        schema: found.rows[0]?.schema,
        disposeExternalPool: true,
      }).connect()
    },
  }
}
