// npm run db:new -- <name>: writes the next migration for both databases from what changed in
// prisma/models.prisma.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { diffModels } from './schema-engine'
import { startTemporaryPostgres } from './temporary-postgres'

const MODELS = 'prisma/models.prisma'
/** The models that the migrations add up to; the difference to MODELS is the next migration. */
const MIGRATED = 'prisma/migrations/models.prisma'

const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error(
    'Usage: npm run db:new -- <name>, where the name has lower-case letters, digits and _ only.',
  )
  process.exit(1)
}

const after = readFileSync(MODELS, 'utf8')
const before = existsSync(MIGRATED) ? readFileSync(MIGRATED, 'utf8') : undefined
if (before === after) {
  console.error(`${MODELS} has not changed since the last migration.`)
  process.exit(1)
}

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const postgres = await startTemporaryPostgres()
for (const provider of ['sqlite', 'postgresql'] as const) {
  const folder = `prisma/migrations/${provider}/${stamp}_${name}`
  mkdirSync(folder, { recursive: true })
  const script = await diffModels(provider, `${postgres.url}/postgres`, before, after)
  // Needs a right that the console's role should not have, and the schema is always there.
  writeFileSync(
    `${folder}/migration.sql`,
    script.replace(/-- CreateSchema\nCREATE SCHEMA [^;]+;\n\n/, ''),
  )
  console.log(`${folder}/migration.sql`)
}
writeFileSync(MIGRATED, after)
await postgres.remove()
