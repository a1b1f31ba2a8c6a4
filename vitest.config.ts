import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const resolve = {
  alias: {
    '@': fileURLToPath(new URL('.', import.meta.url)),
    'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
  },
}

/** Tests named `*.db.test.ts` run on both databases, each file on a fresh one. */
const onDatabase = (name: 'sqlite' | 'postgresql') => ({
  resolve,
  test: {
    name,
    include: ['lib/**/*.db.test.ts'],
    setupFiles: ['test/fresh-database.ts'],
    globalSetup: name === 'postgresql' ? ['test/postgres-server.ts'] : [],
    provide: { provider: name },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

export default defineConfig({
  test: {
    // As many as there are processors: much of a test is waiting for a database.
    maxWorkers: '100%',
    pool: 'threads',
    projects: [
      {
        resolve,
        // They keep nothing in their modules that the next one could find.
        test: {
          name: 'pure',
          isolate: false,
          include: ['{lib,components,server,scripts}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
        },
      },
      onDatabase('sqlite'),
      onDatabase('postgresql'),
    ],
  },
})
