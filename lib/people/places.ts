import 'server-only'
import type { Transaction } from '../db/client'
import { networksOf } from '../throttle/networks'
import { tell } from './tidings'

/** Networks that are remembered of a person. */
const MOST_PLACES = 200

/**
 * Notes from where somebody has signed in, and tells them where it is a network from which they
 * never have. The first one is no news.
 */
export async function noteSignInPlace(
  transaction: Transaction,
  personId: string,
  ip: string,
  now: Date,
): Promise<void> {
  const [network] = networksOf(ip)
  const where = { personId_network: { personId, network } }
  if (await transaction.signInPlace.findUnique({ where, select: { network: true } })) return
  const known = await transaction.signInPlace.count({ where: { personId } })
  if (known < MOST_PLACES)
    await transaction.signInPlace.create({
      data: { personId, network, firstAt: now },
      select: { network: true },
    })
  if (known > 0)
    await tell(transaction, personId, {
      action: 'session.started',
      by: '',
      changes: { ip: [null, ip] },
    })
}
