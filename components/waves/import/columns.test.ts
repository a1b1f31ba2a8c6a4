import { describe, expect, it } from 'vitest'
import { linesOf, readTable } from './parse-list'
import { readText } from './read-text'

/** The lines of a file as they are put in without a question. */
function read(text: string) {
  const table = readTable(text)
  const { columns, hasHeader, tool } = table.recognised
  return { tool, lines: linesOf(table, columns, hasHeader) }
}

describe('what a file is', () => {
  it.each([
    [
      'AWS Application Migration Service',
      'mgn:account-id,mgn:region,mgn:wave:name,mgn:app:name,mgn:server:user-provided-id,' +
        'mgn:server:platform,mgn:server:fqdn-for-action-framework,mgn:server:tag:env\n' +
        '1,eu-1,Wave-7,erp,srv-0001,Linux,erp-db.example.com,prod\n' +
        '1,eu-1,Wave-7,erp,srv-0002,Windows,,prod\n',
      [
        {
          row: 2,
          wave: 'Wave-7',
          host: {
            hostname: 'erp-db.example.com',
            externalId: 'srv-0001',
            platform: 'Linux',
            application: 'erp',
          },
        },
        {
          row: 3,
          wave: 'Wave-7',
          host: {
            hostname: 'srv-0002',
            externalId: 'srv-0002',
            platform: 'Windows',
            application: 'erp',
          },
        },
      ],
    ],
    [
      'AWS Migration Factory',
      'wave_name,app_name,server_name*,server_fqdn*,server_os_family*,r_type*\n' +
        'w1,crm,crm-1,crm-1.example.com,linux,Rehost\nw1,crm,crm-2,,linux,Rehost\n',
      [
        {
          row: 2,
          wave: 'w1',
          host: { hostname: 'crm-1.example.com', platform: 'linux', application: 'crm' },
        },
        { row: 3, wave: 'w1', host: { hostname: 'crm-2', platform: 'linux', application: 'crm' } },
      ],
    ],
    [
      'Azure Migrate',
      '*Server name,IP address,*Cores,*Memory (In MB),*OS name\n' +
        'web-1,"10.0.0.1, 10.0.0.2",4,8192,Ubuntu\n',
      [{ row: 2, host: { hostname: 'web-1', address: '10.0.0.1', platform: 'Ubuntu' } }],
    ],
    [
      undefined,
      'hostname,externalId,address,platform,application,owner,note,state\n' +
        'web-1,,10.0.0.1,,,,"two\nlines",missing\n',
      [{ row: 2, host: { hostname: 'web-1', address: '10.0.0.1', note: 'two\nlines' } }],
    ],
    [
      undefined,
      'web-1\n\nweb-2.example.com\n',
      [
        { row: 1, host: { hostname: 'web-1' } },
        { row: 3, host: { hostname: 'web-2.example.com' } },
      ],
    ],
    [undefined, 'Host;Owner\nweb-1;Ada\n', [{ row: 2, host: { hostname: 'web-1', owner: 'Ada' } }]],
    [
      undefined,
      'fqdn\tapp\nweb-1\terp\n',
      [{ row: 2, host: { hostname: 'web-1', application: 'erp' } }],
    ],
  ])('%s', (tool, text, lines) => {
    expect(read(text)).toEqual({ tool, lines })
    // With the mark and the line ends of Windows too.
    expect(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`).lines.length).toBe(lines.length)
  })

  it.each([
    ['a heading in two lines', '"Host\nname",owner\nweb-1,Ada\n', ['web-1']],
    ['the delimiter told to Excel', 'sep=;\nhost;owner\nweb-1;Ada\n', ['web-1']],
    ['a list with a heading', 'Hosts\nweb-1\nweb-2\n', ['web-1', 'web-2']],
    ['a heading that is there twice', 'hostname,hostname\n,web-1\n', ['web-1']],
    ['names between quotes', '"web-1"\n"web-2"\n', ['web-1', 'web-2']],
  ])('reads %s', (_, text, names) => {
    expect(read(text).lines.map(({ host }) => host.hostname)).toEqual(names)
  })

  it('says where a quote does not end, and does not lose the rest without a word', () => {
    expect(readTable('hostname,note\nweb-1,"abc\nweb-2,x\n').brokenRow).toBe(2)
  })

  it('takes cells back that an export guarded', () => {
    expect(read("hostname,note\nweb-1,'=1+1\n").lines[0]?.host.note).toBe('=1+1')
  })

  it('does not know what has no known header', () => {
    const { recognised } = readTable('colour,size\nred,5\n')
    expect(recognised.columns).toEqual({})
  })
})

describe('how a file is encoded', () => {
  const text = 'hostname\nserver-äöü\n'
  const utf16 = Buffer.from(text, 'utf16le')
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', utf16],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(utf16).swap16()],
    ['Windows-1252', Buffer.from(text, 'latin1')],
  ])('%s', async (_, bytes) => {
    const read = await readText(new Blob([bytes]))
    expect(read.replace('\uFEFF', '')).toBe(text)
  })
})
