import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invalid } from '../answer.shared'
import { issueFieldsSchema, issueTokenFormSchema, issueTokenSchema } from './schema.shared'

const accepts = (fields: Record<string, unknown>) => issueTokenSchema.safeParse(fields).success

function messageOf(fields: Record<string, unknown>, field: string): string | undefined {
  const result = issueTokenSchema.safeParse(fields)
  return result.success ? undefined : invalid(result.error).fieldErrors[field]
}

describe('defaults', () => {
  it('are 100 uses and 30 days, without name and description', () => {
    expect(issueTokenSchema.parse({})).toEqual({ count: 100, timeToLiveInDays: 30 })
  })

  it('do not hold for a number that was emptied, in a form or by a program', () => {
    for (const field of ['count', 'timeToLiveInDays']) {
      expect(accepts({ [field]: '' })).toBe(false)
      expect(issueFieldsSchema.safeParse({ [field]: ' ' }).success).toBe(false)
    }
  })

  it('of texts is none; blanks around what people type are not meant', () => {
    expect(issueFieldsSchema.parse({ name: ' wave-9\n', description: '  ' })).toEqual({
      name: 'wave-9',
      description: undefined,
      count: 100,
      timeToLiveInDays: 30,
    })
    expect(accepts({ name: ' wave-9' })).toBe(false)
  })
})

describe('name', () => {
  it.each([
    'ab',
    'a1',
    'web:tier_2-b',
    '数据中心-A',
    'Ünïted',
    'http:',
    'https',
    'httpx',
    'a'.repeat(128),
    '数'.repeat(128),
    '𠀀𠀁',
  ])('accepts %j', (name) => {
    expect(issueTokenSchema.parse({ name }).name).toBe(name)
  })

  it('means none when it is empty', () => {
    expect(issueTokenSchema.parse({ name: '' }).name).toBeUndefined()
  })

  it.each([
    ['a', 'Name must have 2 to 128 characters.'],
    ['a'.repeat(129), 'Name must have 2 to 128 characters.'],
    ['𠀀', 'Name must have 2 to 128 characters.'],
    ['1a', 'Name must start with a letter.'],
    ['-a', 'Name must start with a letter.'],
    [' ab', 'Name must start with a letter.'],
    ['a b', 'Name may contain letters, digits, colons, underscores and hyphens only.'],
    ['ab ', 'Name may contain letters, digits, colons, underscores and hyphens only.'],
    ['ab\n', 'Name may contain letters, digits, colons, underscores and hyphens only.'],
    ['a.b', 'Name may contain letters, digits, colons, underscores and hyphens only.'],
    ['a１', 'Name may contain letters, digits, colons, underscores and hyphens only.'],
    ['a\u0000b', 'Name may contain letters, digits, colons, underscores and hyphens only.'],
    ['http://x', 'Name must not start with http:// or https://.'],
    ['https://x', 'Name must not start with http:// or https://.'],
    ['HTTPS://x', 'Name must not start with http:// or https://.'],
  ])('refuses %j and names the rule', (name, message) => {
    expect(messageOf({ name }, 'name')).toBe(message)
  })

  it.each([[1], [null], [{}], [['ab']], [true]])('refuses %j, which is not text', (name) => {
    expect(messageOf({ name }, 'name')).toBe('Name must be text.')
  })

  it('composes letters that some systems take apart, and keeps the vowel signs of others', () => {
    expect(issueTokenSchema.parse({ name: 'Zu\u0308rich' }).name).toBe('Z\u00fcrich')
    expect(issueTokenSchema.parse({ name: 'हिन्दी' }).name).toBe('हिन्दी')
  })

  it('accepts exactly what the rule says', () => {
    const character = fc.constantFrom(
      'a',
      'Z',
      '数',
      'é',
      'ि',
      '0',
      '9',
      ':',
      '_',
      '-',
      '.',
      ' ',
      '/',
      '@',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 140 }), (characters) => {
        const name = characters.join('')
        const rule = /^\p{L}[\p{L}\p{M}\d:_-]{1,127}$/u.test(name) && !/^https?:\/\//.test(name)
        expect(accepts({ name })).toBe(rule)
      }),
    )
  })
})

describe('description', () => {
  it.each([
    'x',
    'two\nlines',
    'two\r\nlines',
    ' blanks ',
    '<b>&"\'',
    '漢字 🚀',
    'a'.repeat(512),
    '🚀'.repeat(512),
  ])('accepts %j as it is', (description) => {
    expect(issueTokenSchema.parse({ description }).description).toBe(description)
  })

  it.each(['\u0000', 'a\tb', '\u0007', '\u007f', '\u0085', '\u001b[31m'])(
    'refuses the control character in %j',
    (description) => {
      expect(messageOf({ description }, 'description')).toBe(
        'Description must not contain control characters other than line breaks.',
      )
    },
  )

  it('refuses more than 512 characters', () => {
    expect(messageOf({ description: 'a'.repeat(513) }, 'description')).toBe(
      'Description must have at most 512 characters.',
    )
  })

  it('refuses half of a surrogate pair, which a database would change', () => {
    expect(messageOf({ description: 'a\ud800b' }, 'description')).toBe(
      'Description contains characters that are not valid text.',
    )
  })
})

describe.each([
  ['count', 1000, 'Count must be a whole number from 1 to 1000.'],
  ['timeToLiveInDays', 90, 'TimeToLiveInDays must be a whole number from 1 to 90.'],
] as const)('%s', (field, max, message) => {
  it('accepts every whole number in its range, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: max + 500 }), (number) => {
        const result = issueTokenSchema.safeParse({ [field]: String(number) })
        expect(result.success).toBe(number >= 1 && number <= max)
        if (result.success) expect(result.data[field]).toBe(number)
      }),
    )
  })

  it.each([
    '10.5',
    '1e2',
    '0x10',
    ' 10',
    '10 ',
    '10\n',
    '+5',
    '-1',
    '010',
    '0',
    '０',
    '１０',
    '',
    'NaN',
    'Infinity',
    '1,000',
    '1_0',
    `${max + 1}`,
    '9'.repeat(400),
  ])('refuses %j, never repairs it', (text) => {
    expect(messageOf({ [field]: text }, field)).toBe(message)
  })

  it.each([[10], [null], [true], [['10']], [{}]])('refuses %j, which is not text', (value) => {
    expect(messageOf({ [field]: value }, field)).toBe(message)
  })
})

describe('what the form sends', () => {
  it.each([[null], [undefined], ['text'], [[]], [7]])('refuses %j as a whole', (sent) => {
    expect(issueTokenFormSchema.safeParse(sent).success).toBe(false)
  })

  const submissionId = 'V1StGXR8_Z5jdHi6B-myT'

  it.each([
    ['１０', 10],
    [' 10\n', 10],
    ['007', 7],
    ['1,000', 1000],
    ['1 000', 1000],
    ['1\u{a0}000', 1000],
  ])('takes the count %j for what people mean', (count, number) => {
    expect(issueTokenFormSchema.parse({ submissionId, count }).count).toBe(number)
  })

  it.each(['1.000', '1,00', '10,00', ',100', '0', '000', '1 0', '1,0000', '٣', '1e2', '-1', ''])(
    'refuses the count %j, which could mean anything',
    (count) => {
      expect(issueTokenFormSchema.safeParse({ submissionId, count }).success).toBe(false)
    },
  )

  it('takes full-width characters in a name for what people mean, and not in a description', () => {
    const typed = { submissionId, name: ' 数据中心：第３波＿Ａ－１ ', description: '数据中心：１' }
    const { name, description } = issueTokenFormSchema.parse(typed)
    expect(name).toBe('数据中心:第3波_A-1')
    expect(description).toBe('数据中心：１')
  })

  it('needs the ID of the submit', () => {
    expect(issueTokenFormSchema.safeParse({ name: 'ab' }).success).toBe(false)
    expect(issueTokenFormSchema.safeParse({ submissionId: 'x'.repeat(65) }).success).toBe(false)
    expect(issueTokenFormSchema.safeParse({ submissionId }).success).toBe(true)
  })
})
