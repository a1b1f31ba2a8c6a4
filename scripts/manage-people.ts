// The part of npm run people that works on the database. It takes no secret as an argument, and
// prints none but the links that it makes.
import { parseArgs } from 'node:util'
import { ROLES, type Role } from '../lib/actors/permissions.shared'
import { changeSettings } from '../lib/auth/settings/change-settings'
import { TERMINAL } from '../lib/auth/terminal'
import { parseDatabaseUrl } from '../lib/db/address/target'
import { db } from '../lib/db/client'
import { disconnect } from '../lib/db/disconnect'
import { migrate } from '../lib/db/migrations/migrate'
import { env, ownAddress } from '../lib/env'
import { activate, changeRole, makeResetLink, resetSecondFactor } from '../lib/people/change'
import { invite } from '../lib/people/invite'
import { listPeople } from '../lib/people/list/reads'
import { inviteSchema, type NewLink } from '../lib/people/schema.shared'
import { readSettings } from '../lib/settings/reads'
import { emailSchema } from '../lib/text/email.shared'

const USAGE = `npm run people -- list
npm run people -- invite <email> --name "Ada Lovelace" --role operator
npm run people -- reset-password <email>
npm run people -- reset-second-factor <email>
npm run people -- set-role <email> --role administrator
npm run people -- activate <email>
npm run people -- allow-passwords

Roles: ${ROLES.join(', ')}.`

/** People printed at once. */
const PAGE_SIZE = 500

/** What the words of an error are; they are for whoever reads the terminal. */
const ERRORS: Record<string, string> = {
  email_taken: 'Somebody here has this email already.',
  name_taken: 'Somebody else has this name.',
  deactivated: 'This person is deactivated: activate them first.',
  not_active: 'This person is in another state: see the list.',
  no_second_factor: 'This person has no second factor.',
  last_administrator: 'This is the last active administrator.',
  last_for_emergencies: 'Passwords are off, and nobody else could come in: allow passwords first.',
}

type Options = { name?: string; role?: string }
type Command = (email: string | undefined, options: Options) => Promise<string>

const COMMANDS: Record<string, Command> = {
  list,
  async invite(email, { name, role }) {
    const input = inviteSchema.safeParse({ name: name ?? '', email: email ?? '', role })
    if (!input.success) throw new Error(input.error.issues[0]?.message)
    const invited = done(await invite(TERMINAL, input.data))
    return `${input.data.name} was invited.\n${addressOf(invited.link)}`
  },
  async 'reset-password'(email) {
    const person = await personOf(email)
    const { link } = done(await makeResetLink(TERMINAL, person.id))
    return `${person.name} chooses a new password here:\n${addressOf(link)}`
  },
  async 'reset-second-factor'(email) {
    const person = await personOf(email)
    done(await resetSecondFactor(TERMINAL, person.id))
    return `${person.name} has no second factor any more. All their sessions have ended.`
  },
  async 'set-role'(email, { role }) {
    const person = await personOf(email)
    if (!isRole(role)) throw new Error(`--role must be one of ${ROLES.join(', ')}.`)
    done(await changeRole(TERMINAL, person.id, role))
    return `${person.name} is ${role} now.`
  },
  async activate(email) {
    const person = await personOf(email)
    done(await activate(TERMINAL, person.id))
    return `${person.name} may sign in again.`
  },
  async 'allow-passwords'() {
    const seen = await readSettings()
    done(await changeSettings(TERMINAL, { wanted: { ...seen, passwordSignIn: 'on' }, seen }))
    return 'Passwords sign in again.'
  },
}

const isRole = (text: string | undefined): text is Role => ROLES.some((role) => role === text)

/** What was done. @throws Error with words for what was not */
function done<R extends { ok: true } | { ok: false; reason: string }>(
  result: R,
): Extract<R, { ok: true }> {
  if (result.ok) return result as Extract<R, { ok: true }>
  throw new Error(ERRORS[result.reason] ?? result.reason)
}

async function personOf(email: string | undefined): Promise<{ id: string; name: string }> {
  const address = emailSchema.safeParse(email ?? '')
  const person =
    address.success &&
    (await db.person.findUnique({
      where: { email: address.data },
      select: { id: true, name: true },
    }))
  if (!person) throw new Error(`Nobody here has the email ${email ?? '(none given)'}.`)
  return person
}

async function list(): Promise<string> {
  const { entries, next } = await listPeople(TERMINAL, {}, {}, PAGE_SIZE)
  const lines = entries.map(({ email, name, role, state, secondFactor }) =>
    [email, role, state, secondFactor ? 'second factor' : '', name].join('\t'),
  )
  return [...lines, ...(next ? ['… and more, under People.'] : [])].join('\n')
}

/** Where people open the console, as far as the settings tell. */
function addressOf({ kind, token, expiresAt }: NewLink): string {
  const origin = ownAddress() ?? `http://localhost:${process.env.PORT || 3000}`
  const page = kind === 'invitation' ? 'invitation' : 'new-password'
  const note = ownAddress()
    ? ''
    : '\nPUBLIC_URL is not set: put the address of the console in its place.'
  return `${origin}/${page}#${token}\nIt is good once, until ${expiresAt.toISOString()}.${note}`
}

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' }, role: { type: 'string' } },
  })
  const [what = '', email] = positionals
  const command = Object.hasOwn(COMMANDS, what) ? COMMANDS[what] : undefined
  if (!command) throw new Error(USAGE)
  await migrate(parseDatabaseUrl(env().DATABASE_URL))
  console.log(await command(email, values))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
await disconnect()
