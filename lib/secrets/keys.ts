import 'server-only'
import { consoleSecret, env } from '../env'
import { type SecretKey, secretKeyOf } from './box'

let keys: [SecretKey, ...SecretKey[]] | undefined

/**
 * The key that secrets are encrypted with, and after it the one before, while the program's secret
 * is being changed.
 */
export function secretKeys(): [SecretKey, ...SecretKey[]] {
  const previous = env().CONSOLE_SECRET_PREVIOUS
  keys ??= [secretKeyOf(consoleSecret()), ...(previous ? [secretKeyOf(previous)] : [])]
  return keys
}
