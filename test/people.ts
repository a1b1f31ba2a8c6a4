import type { Role } from '../lib/actors/permissions.shared'
import { auth } from '../lib/auth/library/library'
import { signIn } from '../lib/auth/sign-in/sign-in'
import { db } from '../lib/db/client'
import { newId } from '../lib/ids'

export const PASSWORD = 'correct horse battery'

let addresses = 0
/** Each test comes from its own address, so that the throttle of one does not meet another. */
export const newAddress = () => `192.0.2.${++addresses}`

export const headers = (ip: string) =>
  new Headers({
    'x-client-address': ip,
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  })

export const signInAs = (email: string, password: string, ip: string) =>
  signIn({ email, password }, { ip, headers: headers(ip) })

/** Somebody else with the same password, whom no other test knows. */
export async function addPerson(
  name = `Person ${crypto.randomUUID()}`,
  email = `${crypto.randomUUID()}@example.com`,
  role: Role = 'viewer',
) {
  const id = newId('p')
  const at = { createdAt: new Date(), updatedAt: new Date() }
  await db.person.create({ data: { id, name, email, role, ...at } })
  const password = await (await auth().$context).password.hash(PASSWORD)
  await db.credential.create({
    data: { id: newId('p'), accountId: id, providerId: 'credential', userId: id, password, ...at },
  })
  return { id, name, email }
}
