import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'

type Provider = 'sqlite' | 'postgresql'

const resolvePackage = createRequire(import.meta.url).resolve

function asSchema(provider: Provider, models: string): string {
  return `datasource db {\n  provider = "${provider}"\n}\n\n${models}`
}

let loaded: Promise<typeof bindings.SchemaEngine> | undefined

// Once a process: the bindings are tied to the last instance of the module.
async function loadEngine() {
  const wasm = resolvePackage('@prisma/schema-engine-wasm/schema_engine_bg').replace(
    /\.js$/,
    '.wasm',
  )
  const module = await WebAssembly.instantiate(readFileSync(wasm), {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  bindings.__wbg_set_wasm(module.instance.exports)
  ;(module.instance.exports.__wbindgen_start as () => void)()
  return bindings.SchemaEngine
}

/**
 * The SQL that leads from one set of models to another, by Prisma's schema engine.
 * Nothing is written, but the engine asks a server of the provider for its version.
 * @param server address of a PostgreSQL database; SQLite needs none
 * @param before models to start from, or `undefined` for an empty database
 * @returns the script; a comment alone when nothing differs
 */
export async function diffModels(
  provider: Provider,
  server: string,
  before: string | undefined,
  after: string,
): Promise<string> {
  loaded ??= loadEngine()
  const SchemaEngine = await loaded
  const model = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content: asSchema(provider, content) }],
  })
  const factory =
    provider === 'sqlite' ? new PrismaBetterSqlite3({ url: ':memory:' }) : new PrismaPg(server)
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  const result = await engine.diff({
    from: before === undefined ? { tag: 'empty' } : model(before),
    to: model(after),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  engine.free()
  return result.stdout ?? ''
}
