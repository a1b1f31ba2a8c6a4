import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import type { Changes } from '@/lib/audit/schema.shared'
import { recordEvent } from '@/lib/audit/writes'
import type { Transaction } from '@/lib/db/client'
import { inTransaction } from '@/lib/db/transaction'
import { FOR_EMERGENCIES, holdAdministrators } from '@/lib/people/administrators'
import { readSettings } from '@/lib/settings/reads'
import { DEFAULT_SETTINGS, type Settings } from '@/lib/settings/schema.shared'
import { providerSettings } from '../provider/configuration'

const names = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]

export type ChangeSettingsResult =
  | { ok: true }
  | { ok: false; reason: 'changed_meanwhile' }
  | { ok: false; reason: 'no_provider' | 'provider_not_tried' | 'nobody_for_emergencies' }

/**
 * Changes what administrators set. Passwords are turned off only where people can still come in.
 * @returns `changed_meanwhile` where they are not as they were seen; `no_provider` without single
 *   sign-on; `provider_not_tried` until an administrator has come in by it;
 *   `nobody_for_emergencies` where no administrator has a password and a second factor
 */
export async function changeSettings(
  actor: Allowed<'settings.write'>,
  { wanted, seen }: { wanted: Settings; seen: Settings },
): Promise<ChangeSettingsResult> {
  return inTransaction(async (transaction) => {
    await holdAdministrators(transaction)
    const before = await readSettings(transaction)
    if (names.some((name) => before[name] !== seen[name]))
      return { ok: false, reason: 'changed_meanwhile' }
    if (wanted.passwordSignIn === 'off' && before.passwordSignIn === 'on') {
      const reason = await whatForbidsOff(transaction)
      if (reason) return { ok: false, reason }
    }
    const changes: Changes = {}
    for (const name of names) {
      const value = wanted[name]
      if (before[name] === value) continue
      changes[name] = [before[name], value]
      const data = { value: String(value), updatedAt: new Date() }
      await transaction.setting.upsert({
        where: { name },
        create: { name, ...data },
        update: data,
        select: { name: true },
      })
    }
    if (Object.keys(changes).length > 0)
      await recordEvent(transaction, actor, 'settings.changed', '', changes)
    return { ok: true }
  })
}

async function whatForbidsOff(
  transaction: Transaction,
): Promise<'no_provider' | 'provider_not_tried' | 'nobody_for_emergencies' | undefined> {
  const provider = providerSettings()
  if (!provider) return 'no_provider'
  const administrator = { role: 'administrator', deactivatedAt: null, invitedAt: null }
  const tried = await transaction.identity.count({
    where: { issuer: provider.issuer, person: administrator },
  })
  if (tried === 0) return 'provider_not_tried'
  const left = await transaction.person.count({ where: FOR_EMERGENCIES })
  return left === 0 ? 'nobody_for_emergencies' : undefined
}
