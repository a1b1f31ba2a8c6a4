import { readFileSync } from 'node:fs'

/** The digest of the sources that this program was built from, 12 characters; `unbuilt` in development. */
export function build(): string {
  try {
    return readFileSync('.next/built-from', 'utf8').slice(0, 12)
  } catch {
    return 'unbuilt'
  }
}
