import 'server-only'
import { inTransaction } from '../db/transaction'
import { openSecret, sealSecret } from './secret-box'
import { secretKeys } from './secret-keys'

/**
 * Encrypts the secrets of all access keys with the program's present secret, in one transaction:
 * all of them or none.
 * @returns how many were encrypted again; those that were already are left as they are
 * @throws Error when one was encrypted with a secret of the program that is not known
 */
export async function rotateSecrets(): Promise<number> {
  const [current, ...previous] = secretKeys()
  return inTransaction(async (transaction) => {
    const old = await transaction.accessKey.findMany({
      where: { secretKeyId: { not: current.id }, deletedAt: null },
      orderBy: { id: 'asc' },
      select: { id: true, secret: true, secretKeyId: true },
    })
    for (const { id, ...sealed } of old) {
      const data = sealSecret(openSecret(sealed, id, previous), id, current)
      await transaction.accessKey.update({ where: { id }, data, select: { id: true } })
    }
    return old.length
  })
}
