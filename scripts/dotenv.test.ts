import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadDotenv, parseDotenv } from './dotenv.mjs'

it.each([
  ['A=b', { A: 'b' }],
  ['\uFEFFA=b\r\nC=d\r\n', { A: 'b', C: 'd' }],
  ['# note\n\n  A = b  \nexport C=d', { A: 'b', C: 'd' }],
  ["A='Correct-$HOME#9\\x\"!ab'", { A: 'Correct-$HOME#9\\x"!ab' }],
  ['A="it\'s #1 of two words"', { A: "it's #1 of two words" }],
  ['A=', { A: '' }],
  ['A=postgresql://u:p%23w@h/d?x=1&y=2', { A: 'postgresql://u:p%23w@h/d?x=1&y=2' }],
])('reads %j', (text, settings) => {
  expect(parseDotenv(text)).toEqual(settings)
})

it.each([
  ['A=secret#9x', '.env, line 1, A: the value has # in it. Put it in single quotes'],
  ['A=secret # note', 'the value has # in it'],
  ['\nA=secret$9x', '.env, line 2, A: the value has $ in it'],
  ['A=sec\\nret', 'the value has \\ in it'],
  ['A="secret', 'the value has " in it'],
  ["A='sec'ret'", "the value has ' within"],
  ['A="secret$HOME"', 'in double quotes'],
  ['A=secret\nA=secret', '.env, line 2: A is set twice'],
  ['secret', '.env, line 1 is not NAME=value'],
  ['9A=secret', 'is not NAME=value'],
])('refuses %j and does not repeat the value', (text, message) => {
  expect(() => parseDotenv(text)).toThrow(message)
  expect(() => parseDotenv(text)).not.toThrow(/sec/)
})

it('lets the environment win, and refuses a file in UTF-16', () => {
  const folder = mkdtempSync(join(tmpdir(), 'activation-console-dotenv-'))
  const file = join(folder, '.env')
  writeFileSync(file, 'DOTENV_TEST_A=file\nDOTENV_TEST_B=file\n')
  process.env.DOTENV_TEST_A = 'environment'
  loadDotenv(file)
  expect([process.env.DOTENV_TEST_A, process.env.DOTENV_TEST_B]).toEqual(['environment', 'file'])
  writeFileSync(file, Buffer.from('\uFEFFA=b', 'utf16le'))
  expect(() => loadDotenv(file)).toThrow('is not UTF-8')
  rmSync(folder, { recursive: true })
})
