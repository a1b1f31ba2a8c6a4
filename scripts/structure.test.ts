import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { circlesOf, readSources, type Source } from './imports'

const sources = readSources()
const pathsWhere = (test: (source: Source) => boolean) =>
  sources.filter(test).map(({ path }) => path)

/** A folder that holds a domain, or another part of one size: `lib/tokens`, `server/edge`. */
const domainOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.split('/').length > 2 ? 2 : 1)
    .join('/')

describe('imports', () => {
  it('finds circles where there are some', () => {
    const source = (path: string, ...imports: string[]) => ({ path, text: '', imports })
    const sample = [
      source('a/1', 'b/1'),
      source('b/1', 'c/1'),
      source('c/1', 'a/2'),
      source('d/1', 'a/1'),
    ]
    expect(circlesOf(sample, dirname)).toEqual([['a', 'b', 'c']])
  })

  it('go round in no circle, neither between files nor folders nor domains', () => {
    expect(circlesOf(sources, (path) => path)).toEqual([])
    expect(circlesOf(sources, dirname)).toEqual([])
    expect(circlesOf(sources, domainOf)).toEqual([])
  })

  it('reach nothing that browsers must not have from what browsers load', () => {
    const byPath = new Map(sources.map((source) => [source.path, source]))
    const isBorder = ({ text }: Source) => /^'use server'/m.test(text)
    const loaded = new Set<string>()
    for (const queue = pathsWhere(({ text }) => /^'use client'/m.test(text)); queue.length > 0; ) {
      const source = byPath.get(queue.pop() ?? '')
      if (!source || loaded.has(source.path) || isBorder(source)) continue
      loaded.add(source.path)
      // Types are gone by then.
      const kept = source.text.replace(/^import type [^;]*? from '[^']*'$/gm, '')
      queue.push(
        ...source.imports.filter((path) => kept.includes(path.replace(/^.*\/|\.\w+$/g, ''))),
      )
    }
    const ofLib = [...loaded].filter((path) => path.startsWith('lib/'))
    expect(ofLib.length).toBeGreaterThan(10)
    expect(ofLib.filter((path) => !path.endsWith('.shared.ts'))).toEqual([])
  })
})

describe('a file', () => {
  it('has at most 220 lines', () => {
    expect(pathsWhere(({ text }) => text.split('\n').length > 221)).toEqual([])
  })

  it('of statements lies in lib: nothing else knows SQL', () => {
    const sql = /\b(SELECT\b.+\bFROM|INSERT INTO|UPDATE "|DELETE FROM)\b/
    expect(pathsWhere(({ path, text }) => !path.startsWith('lib/') && sql.test(text))).toEqual([])
  })

  it('of actions exports actions alone, each with the gate that every one begins with', () => {
    const actions = sources.filter(({ text }) => text.startsWith("'use server'"))
    expect(actions.length).toBeGreaterThan(5)
    for (const { path, text } of actions) {
      expect(path).toMatch(/^components\/.*\/actions\.ts$/)
      const exported = [...text.matchAll(/^export (?:async function|const) (\w+)([^\n]*)/gm)]
      for (const [, name = '', rest = ''] of exported) {
        expect(name).toMatch(/Action$/)
        expect(rest.includes('= action(') || text.includes('await beginAction()'), name).toBe(true)
      }
    }
  })

  it('has no action inside: their key is made of public sources, and guards no closures', () => {
    const inline = /^\s+'use server'/m
    expect(pathsWhere(({ text }) => inline.test(text))).toEqual([])
  })

  it('of a folder is one of few: a reader can tell them apart', () => {
    const folders = new Map<string, number>()
    for (const { path } of sources)
      folders.set(dirname(path), (folders.get(dirname(path)) ?? 0) + 1)
    expect([...folders].filter(([, files]) => files > 15)).toEqual([])
  })
})

it('no line of code is longer than 100 columns', () => {
  const rooms = [
    'app',
    'bench',
    'components',
    'e2e',
    'faults',
    'lib',
    'request',
    'scripts',
    'server',
    'test',
  ]
  const long = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
      .flatMap((path) =>
        readFileSync(join(room, path), 'utf8')
          .split('\n')
          .flatMap((line, index) =>
            [...line].length > 100 ? [`${room}/${path}:${index + 1}`] : [],
          ),
      ),
  )
  expect(long).toEqual([])
})
