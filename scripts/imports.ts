import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** The folders whose structure is held to rules. */
const ROOMS = ['app', 'components', 'lib', 'request', 'server']

const EXTENSIONS = ['', '.ts', '.tsx', '.mjs']

export type Source = { path: string; text: string; imports: string[] }

/** The program's own files, tests aside, each with the paths of those that it imports. */
export function readSources(): Source[] {
  const paths = ROOMS.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?<!\.test)\.(ts|tsx|mjs)$/.test(path))
      .map((path) => join(room, path)),
  )
  const known = new Set(paths)
  return paths.map((path) => {
    const text = readFileSync(path, 'utf8')
    return { path, text, imports: importsOf(path, text, known) }
  })
}

function importsOf(path: string, text: string, known: Set<string>): string[] {
  const found = text.matchAll(/(?:from|import|import\()\s*'(@\/|\.\.?\/)([^']+)'/g)
  return [...found].flatMap(([, start = '', rest = '']) => {
    const target = start === '@/' ? rest : normalize(join(dirname(path), start, rest))
    const extension = EXTENSIONS.find((one) => known.has(target + one))
    return extension === undefined ? [] : [target + extension]
  })
}

/**
 * Groups of places that import each other in a circle.
 * @param placeOf the folder, or whatever else is looked at, that a file lies in
 */
export function circlesOf(sources: Source[], placeOf: (path: string) => string): string[][] {
  const edges = new Map<string, Set<string>>()
  for (const { path, imports } of sources)
    for (const target of imports) {
      const [from, to] = [placeOf(path), placeOf(target)]
      if (from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to))
    }
  const reach = (from: string) => {
    const seen = new Set<string>()
    for (const queue = [from]; queue.length > 0; ) {
      for (const next of edges.get(queue.pop() ?? '') ?? [])
        if (!seen.has(next)) {
          seen.add(next)
          queue.push(next)
        }
    }
    return seen
  }
  const reached = new Map([...edges.keys()].map((place) => [place, reach(place)]))
  const circles = [...reached].flatMap(([place, targets]) =>
    targets.has(place)
      ? [
          [...targets]
            .filter((one) => reached.get(one)?.has(place))
            .sort()
            .join(' '),
        ]
      : [],
  )
  return [...new Set(circles)].map((circle) => circle.split(' '))
}
