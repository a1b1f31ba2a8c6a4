// Writes one Prisma schema per provider from prisma/models.prisma and generates both clients into
// generated/.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const models = readFileSync('prisma/models.prisma', 'utf8')

for (const provider of ['sqlite', 'postgresql']) {
  const header = `datasource db {
  provider = "${provider}"
}

generator client {
  provider = "prisma-client"
  output   = "./${provider}"
}

`
  const schema = `generated/${provider}.prisma`
  mkdirSync('generated', { recursive: true })
  writeFileSync(schema, header + models)
  execFileSync(
    process.execPath,
    ['node_modules/prisma/build/index.js', 'generate', '--schema', schema],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    },
  )
}
