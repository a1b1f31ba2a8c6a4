import { describe, expect, it } from 'vitest'
import { can, commonRole, type Permission, parseRole, ROLES } from './permissions.shared'

it.each<[Permission, boolean, boolean, boolean, boolean]>([
  ['tokens.write', false, false, true, true],
  ['sources.write', false, false, true, true],
  ['sign_ins.read', false, true, false, true],
  ['access_keys.manage', false, false, false, true],
  ['people.manage', false, false, false, true],
  ['settings.write', false, false, false, true],
])('%s: viewer %s, auditor %s, operator %s, administrator %s', (permission, ...allowed) => {
  expect(ROLES.map((role) => can(role, permission))).toEqual(allowed)
})

describe('what an access key may do is what both it and its owner may', () => {
  it.each(ROLES.flatMap((one) => ROLES.map((other) => [one, other] as const)))(
    '%s and %s',
    (one, other) => {
      const common = commonRole(one, other)
      const both: Permission[] = ['tokens.write', 'sign_ins.read', 'people.manage']
      for (const permission of both)
        expect(can(common, permission)).toBe(can(one, permission) && can(other, permission))
      expect(commonRole(other, one)).toBe(common)
    },
  )

  it('is a role that neither has, where they have nothing else in common', () => {
    expect(commonRole('auditor', 'operator')).toBe('viewer')
    expect(commonRole('administrator', 'auditor')).toBe('auditor')
  })
})

it('takes an unknown role for the one that may least', () => {
  expect(parseRole('owner')).toBe('viewer')
  expect(parseRole('operator')).toBe('operator')
})
