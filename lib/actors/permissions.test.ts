import { expect, it } from 'vitest'
import { can, lesserRole, type Permission, parseRole, ROLES } from './permissions.shared'

it.each<[Permission, boolean, boolean, boolean]>([
  ['tokens.write', false, true, true],
  ['sources.write', false, true, true],
  ['access_keys.manage', false, false, true],
  ['sign_ins.read', false, false, true],
])('%s: viewer %s, operator %s, administrator %s', (permission, ...allowed) => {
  expect(ROLES.map((role) => can(role, permission))).toEqual(allowed)
})

it('gives an access key no more than its owner may', () => {
  expect(lesserRole('administrator', 'viewer')).toBe('viewer')
  expect(lesserRole('operator', 'administrator')).toBe('operator')
})

it('takes an unknown role for the one that may least', () => {
  expect(parseRole('owner')).toBe('viewer')
  expect(parseRole('operator')).toBe('operator')
})
