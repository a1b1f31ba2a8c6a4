import { describe, expect, it } from 'vitest'
import type { ProviderSettings } from '@/lib/provider-settings'
import { factsOf } from './claims'

const SETTINGS: ProviderSettings = {
  issuer: 'https://id.example.com',
  clientId: 'c',
  clientSecret: 's',
  label: 'ID',
  scopes: 'openid',
  emailClaim: 'email',
  nameClaim: 'name',
  rolesClaim: 'groups',
  roles: new Map([
    ['staff', 'operator'],
    ['audit', 'auditor'],
    ['chiefs', 'administrator'],
  ]),
}

describe('the role that follows from claims', () => {
  it.each<[unknown, string | undefined]>([
    [['staff'], 'operator'],
    ['staff', 'operator'],
    [['audit', 'staff'], 'operator'],
    [['audit', 'chiefs', 'staff'], 'administrator'],
    [['Staff'], undefined],
    [[], undefined],
    [[7, null, { staff: true }], undefined],
    ['staff chiefs', undefined],
    [undefined, undefined],
    [{ staff: 1 }, undefined],
  ])('%j: %s', (groups, role) => {
    expect(factsOf({ sub: 'x', groups }, SETTINGS).role).toBe(role)
  })

  it('is the default one where there is one', () => {
    const settings = { ...SETTINGS, defaultRole: 'viewer' as const }
    expect(factsOf({ sub: 'x' }, settings).role).toBe('viewer')
    expect(factsOf({ sub: 'x', groups: 'chiefs' }, settings).role).toBe('administrator')
  })

  it('may lie within another claim, and under a name that is an address', () => {
    const nested = { ...SETTINGS, rolesClaim: 'realm_access.roles' }
    expect(factsOf({ sub: 'x', realm_access: { roles: ['staff'] } }, nested).role).toBe('operator')
    const address = { ...SETTINGS, rolesClaim: 'https://example.com/roles' }
    expect(factsOf({ sub: 'x', 'https://example.com/roles': ['staff'] }, address).role).toBe(
      'operator',
    )
    const inherited = { ...SETTINGS, rolesClaim: '__proto__.constructor.name' }
    expect(factsOf({ sub: 'x' }, inherited).role).toBeUndefined()
  })
})

it('believes that an email is verified only of the claim that this is said of', () => {
  const claims = { sub: 'x', upn: 'victim@example.com', email_verified: true }
  expect(factsOf(claims, { ...SETTINGS, emailClaim: 'upn' })).toMatchObject({
    email: 'victim@example.com',
    isEmailVerified: false,
  })
})

it('takes an email and a name only where people could have typed them', () => {
  const claims = { sub: 'x', email: ' Ada@Example.COM ', email_verified: 'true', name: 'Ada\u202e' }
  expect(factsOf(claims, SETTINGS)).toMatchObject({
    email: 'ada@example.com',
    isEmailVerified: true,
    name: undefined,
  })
  expect(factsOf({ sub: 'x', email: 'no address', email_verified: 1 }, SETTINGS)).toMatchObject({
    email: undefined,
    isEmailVerified: false,
  })
})
