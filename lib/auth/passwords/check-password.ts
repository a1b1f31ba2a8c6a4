import 'server-only'
import { db } from '@/lib/db/client'
import { auth } from '../library/library'

/**
 * Whether a password is somebody's. Where there is nobody, or no password, it takes as long: how
 * long an answer takes tells nothing.
 */
export async function isPasswordOf(userId: string | undefined, password: string): Promise<boolean> {
  const passwords = (await auth().$context).password
  const credential =
    userId &&
    (await db.credential.findFirst({
      where: { userId, providerId: 'credential' },
      select: { password: true },
    }))
  const hash = credential ? credential.password : undefined
  if (hash) return passwords.verify({ hash, password })
  await passwords.hash(password)
  return false
}

/** Whether somebody has a password at all. */
export async function hasPassword(userId: string): Promise<boolean> {
  const where = { userId, providerId: 'credential', password: { not: null } }
  return (await db.credential.count({ where })) > 0
}
