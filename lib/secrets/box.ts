import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** A secret as it is stored, and the ID of the key that it is encrypted with. */
export type SealedSecret = { secret: string; secretKeyId: string }

/**
 * A key for secrets, derived from a secret of the program, and its ID: of what it encrypts nothing
 * follows from that.
 */
export type SecretKey = { id: string; key: Buffer }

/** Derives the key (HKDF-SHA256) and its ID, 16 characters of hex, from a secret of the program. */
export function secretKeyOf(consoleSecret: string): SecretKey {
  const key = Buffer.from(
    hkdfSync('sha256', consoleSecret, '', 'activation-console access key secrets', 32),
  )
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 16), key }
}

/**
 * Encrypts a secret with AES-256-GCM.
 * @param owner ID of what the secret belongs to; it can be opened for that alone
 */
export function sealSecret(clear: string, owner: string, { id, key }: SecretKey): SealedSecret {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([
    iv,
    cipher.update(clear, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return { secret: sealed.toString('base64url'), secretKeyId: id }
}

/**
 * Decrypts a secret with whichever of the keys it is encrypted with.
 * @throws Error when none of them is the one, or when what is stored was tampered with
 */
export function openSecret(
  { secret, secretKeyId }: SealedSecret,
  owner: string,
  keys: SecretKey[],
): string {
  const found = keys.find(({ id }) => id === secretKeyId)
  if (!found)
    throw new Error(
      `a secret is encrypted with key ${secretKeyId}, of which the ` +
        "program's secret is not known",
    )
  const sealed = Buffer.from(secret, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', found.key, sealed.subarray(0, IV_BYTES)).setAAD(
    Buffer.from(owner),
  )
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([
    decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)),
    decipher.final(),
  ]).toString('utf8')
}
