// Tells browsers to compile the scripts of a build as they arrive (docs/decisions/0040).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Chromium reads this at the top of a script; to other browsers it is a comment. */
const HINT = '//# allFunctionsCalledOnLoad\n'

/** @param {string} folder with all that lies below it */
export function addCompileHints(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue
    const file = join(entry.parentPath, entry.name)
    writeFileSync(file, HINT + readFileSync(file, 'utf8'))
  }
}
