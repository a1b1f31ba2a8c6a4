import 'server-only'
import type { Transaction } from '../db/client'
import { inTransaction } from '../db/transaction'
import { openSecret, type SealedSecret, sealSecret } from './box'
import { secretKeys } from './keys'

type Sealed = SealedSecret & { id: string }

/** What holds secrets: which of them are encrypted with another key, and where one is written. */
type Holder = {
  old: (transaction: Transaction, keyId: string) => Promise<Sealed[]>
  write: (transaction: Transaction, id: string, sealed: SealedSecret) => Promise<unknown>
}

const HOLDERS: Holder[] = [
  {
    old: (transaction, keyId) =>
      transaction.accessKey.findMany({
        where: { secretKeyId: { not: keyId }, deletedAt: null },
        orderBy: { id: 'asc' },
        select: { id: true, secret: true, secretKeyId: true },
      }),
    write: (transaction, id, data) =>
      transaction.accessKey.update({ where: { id }, data, select: { id: true } }),
  },
  {
    old: async (transaction, keyId) => {
      const rows = await transaction.authenticator.findMany({
        where: { secretKeyId: { not: keyId } },
        orderBy: { personId: 'asc' },
        select: { personId: true, secret: true, secretKeyId: true },
      })
      return rows.map(({ personId, ...sealed }) => ({ id: personId, ...sealed }))
    },
    write: (transaction, personId, data) =>
      transaction.authenticator.update({
        where: { personId },
        data,
        select: { personId: true },
      }),
  },
]

/**
 * Encrypts the secrets of all access keys and authenticators with the program's present secret, in
 * one transaction: all of them or none.
 * @returns how many were encrypted again; those that were already are left as they are
 * @throws Error when one was encrypted with a secret of the program that is not known
 */
export async function rotateSecrets(): Promise<number> {
  const [current, ...previous] = secretKeys()
  return inTransaction(async (transaction) => {
    let rotated = 0
    for (const { old, write } of HOLDERS)
      for (const { id, ...sealed } of await old(transaction, current.id)) {
        await write(transaction, id, sealSecret(openSecret(sealed, id, previous), id, current))
        rotated += 1
      }
    return rotated
  })
}
