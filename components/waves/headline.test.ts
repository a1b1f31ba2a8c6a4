import { expect, it } from 'vitest'
import { type HeadlineFacts, headlineOf } from './headline'

const NOTHING: HeadlineFacts = {
  expectedCount: 0,
  registeredCount: 0,
  waivedCount: 0,
  missingCount: 0,
  unexpectedCount: 0,
  never: 0,
  byReason: [],
  undecided: 0,
}

it.each<[string, Partial<HeadlineFacts>]>([
  ['No hosts are expected yet', {}],
  [
    '37 of 50 in; 13 missing: 9 never tried, 4 refused (3 expired, 1 disabled); ' +
      '2 came that nobody planned',
    {
      expectedCount: 50,
      registeredCount: 37,
      missingCount: 13,
      never: 9,
      byReason: [
        ['code_expired', 3],
        ['code_disabled', 1],
      ],
      unexpectedCount: 2,
    },
  ],
  ['50 of 50 in', { expectedCount: 50, registeredCount: 50 }],
  [
    '1 of 3 in; 1 missing: 1 never tried; 1 waived; 2 to be decided',
    {
      expectedCount: 3,
      registeredCount: 1,
      waivedCount: 1,
      missingCount: 1,
      never: 1,
      unexpectedCount: 2,
      undecided: 2,
    },
  ],
])('%s', (text, facts) => {
  expect(headlineOf({ ...NOTHING, ...facts })).toBe(text)
})
