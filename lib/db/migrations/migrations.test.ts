import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readMigrations } from './migrations'

it('knows a migration again in a checkout with the line ends of Windows', () => {
  const root = mkdtempSync(join(tmpdir(), 'activation-console-crlf-'))
  cpSync('prisma', join(root, 'prisma'), { recursive: true })
  for (const provider of ['sqlite', 'postgresql'] as const) {
    const folder = join(root, 'prisma/migrations', provider)
    for (const name of readdirSync(folder)) {
      const file = join(folder, name, 'migration.sql')
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
    }
    expect(readMigrations(provider, root)).toEqual(readMigrations(provider))
  }
  rmSync(root, { recursive: true })
})
