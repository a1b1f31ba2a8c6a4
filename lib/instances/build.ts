import { env } from '../env'

const NAME = /^\.next-([0-9a-f]{12})$/

/**
 * What this program was built from: the first 12 characters of the digest of its sources; `unbuilt`
 * in development.
 */
export function build(): string {
  return NAME.exec(env().BUILD_FOLDER)?.[1] ?? 'unbuilt'
}
