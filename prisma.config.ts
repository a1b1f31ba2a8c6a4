import { defineConfig } from 'prisma/config'

// `prisma generate` needs no engine, but the CLI looks for one first and would download it.
// Any file that exists satisfies it; migrations are applied by the program itself.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({})
