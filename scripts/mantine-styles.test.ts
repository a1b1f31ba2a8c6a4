import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const LIBRARY = 'node_modules/@mantine/core/esm'
const STYLES = 'node_modules/@mantine/core/styles'

const read = (path: string) => readFileSync(path, 'utf8')
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)]

/** What is imported from the library, types left out. */
function imported(): string[] {
  const files = ['app', 'components'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => join(root, path)),
  )
  return files.flatMap((file) =>
    all(read(file), /(?:import|export) (?!type)\{([^}]*)\} from '@mantine\/core'/g).flatMap(
      ([, names = '']) =>
        names
          .split(',')
          .map((name) => name.trim().split(' as ')[0] ?? '')
          .filter((name) => name !== '' && !name.startsWith('type ')),
    ),
  )
}

/** Names of the styles that some components need, with all that they are made of. */
function stylesOf(names: string[]): Set<string> {
  const files = new Map(
    all(read(join(LIBRARY, 'index.mjs')), /import \{([^}]*)\} from "([^"]+)"/g).flatMap(
      ([, list = '', file = '']) =>
        list.split(',').map((name) => [name.trim().split(' as ').at(-1), file] as const),
    ),
  )
  const todo = names.map((name) => join(LIBRARY, files.get(name) ?? `no ${name}`))
  const seen = new Set<string>()
  const styles = new Set<string>()
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (seen.has(file) || !existsSync(file)) continue
    seen.add(file)
    for (const [, path = ''] of all(read(file), /(?:import|from)\s*"(\.[^"]+)"/g)) {
      if (path.endsWith('.module.mjs')) styles.add(basename(path, '.module.mjs'))
      todo.push(join(dirname(file), path))
    }
  }
  return styles
}

it('the styles of exactly those components are loaded that are used', () => {
  const loaded = all(read('app/mantine-styles.ts'), /core\/styles\/([A-Z]\w+)\.css/g).map(
    ([, name]) => name,
  )
  const needed = [...stylesOf(imported())].filter((name) => existsSync(join(STYLES, `${name}.css`)))
  expect(needed.length).toBeGreaterThan(20)
  expect([...loaded].sort()).toEqual(needed.sort())
})
