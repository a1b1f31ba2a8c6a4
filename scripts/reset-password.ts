// The part of npm run password that asks and writes.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { resetPassword } from '../lib/auth/passwords/reset-password'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { disconnect } from '../lib/db/disconnect'
import { migrate } from '../lib/db/migrations/migrate'
import { env } from '../lib/env'

const [, , email] = process.argv

try {
  if (!email || email.startsWith('-'))
    throw new Error('Name a person by email: npm run password -- ada@example.com')
  await migrate(parseDatabaseUrl(env().DATABASE_URL))
  const result = await resetPassword(email, await readPassword())
  if (!result.ok)
    throw new Error(
      result.reason === 'invalid' ? result.message : `Nobody here has the email ${email}.`,
    )
  console.log(`${result.name} has a new password. All their sessions have ended.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
await disconnect()

/** From the terminal, twice and without showing it; or the first line of standard input. */
async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/)[0] ?? ''
  const first = await ask('New password: ')
  if (first !== (await ask('The same again: ')))
    throw new Error('The two are not the same. Nothing was changed.')
  return first
}

async function ask(question: string): Promise<string> {
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: nothing, terminal: true })
  process.stdout.write(question)
  const answer = await terminal.question('')
  terminal.close()
  process.stdout.write('\n')
  return answer
}
