import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { newCode } from '@/lib/tokens/code'
import { encodedCandidates } from './encoded-candidates'
import { readCandidates, UnreadableFileError } from './read-candidates'

const code = newCode()
const half = `${code.slice(0, 14)}`
const rest = code.slice(14)
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64')
const wrapped = (text: string, width: number) =>
  text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')

const DISGUISES: [what: string, text: string][] = [
  ['as it is', `token ${code}.`],
  ['in UTF-16 without a mark', [...`token ${code}`].join('\0')],
  ['wrapped by a terminal', `token ${half}\n${rest} and on`],
  ['wrapped by YAML', `token: >\n  ${half}\r\n    ${rest}\n`],
  ['quoted in a mail', `> ${half}\n> ${rest}\n`],
  ['wrapped by quoted-printable', `code=3D${half}=\r\n${rest}`],
  ['coloured inside', `\u001b[31m${half}\u001b[0m\u001b[1;32m${rest}\u001b[0m`],
  [
    'percent-encoded',
    `?code=${[...code].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')}&x=1`,
  ],
  ['percent-encoded twice', code.replace('a', '%2561')],
  [
    'escaped in JSON',
    code.replaceAll(/[act]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
  ],
  ['escaped in HTML', code.replace('act', '&#x61;ct')],
  ['in base64', `user-data: ${base64(`#!/bin/sh\nACTIVATION_CODE=${code}\n`)}`],
  ['in base64 of UTF-16', `-EncodedCommand ${base64(Buffer.from(`$code='${code}'`, 'utf16le'))}`],
  ['in base64 behind other letters', `key${base64(`code ${code}`)}`],
  ['in base64 for addresses', Buffer.from(`??>>${code}`).toString('base64url')],
  ['in wrapped base64', wrapped(base64(`${'x'.repeat(70)} ${code} ${'y'.repeat(70)}`), 76)],
  ['alone in base64', base64(code)],
]

it.each(DISGUISES)('finds a code %s', (_, text) => {
  expect(encodedCandidates(text)).toContain(code)
})

it.each(DISGUISES)(
  'finds a code %s in a file, wherever a piece ends, and in a compressed one',
  async (_, text) => {
    const noise = 'x y z '.repeat(11_000)
    for (const before of [noise.slice(0, 65_500), noise.slice(0, 65_536 - 20)]) {
      expect(await readCandidates(new Blob([`${before}\n${text}\n${noise}`]), 100)).toContain(code)
    }
    expect(await readCandidates(new Blob([gzipSync(`${noise}\n${text}`)]), 100)).toContain(code)
  },
)

it.each([
  ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['compressed by bzip2', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41]],
  ['compressed by xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['compressed by Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
])('says that it can not look into %s', async (what, bytes) => {
  await expect(readCandidates(new Blob([new Uint8Array(bytes)]), 100)).rejects.toThrow(what)
  await expect(readCandidates(new Blob([gzipSync(new Uint8Array(bytes))]), 100)).rejects.toThrow(
    UnreadableFileError,
  )
})

it('takes a compressed file that is cut off for none that was looked into', async () => {
  const whole = gzipSync(`${code}\n`.repeat(10))
  await expect(
    readCandidates(new Blob([whole.subarray(0, whole.length - 10)]), 100),
  ).rejects.toThrow()
})
