import { expect, it } from 'vitest'
import { parseEnv } from './env'
import { providerOf } from './provider-settings'

const THREE = {
  OIDC_ISSUER: 'https://id.example.com',
  OIDC_CLIENT_ID: 'console',
  OIDC_CLIENT_SECRET: 'secret',
}

it('is off without its variables, and whole with the three that it needs', () => {
  expect(providerOf(parseEnv({ OIDC_ROLES: '', OIDC_LABEL: '' }))).toBeUndefined()
  expect(providerOf(parseEnv(THREE))).toMatchObject({
    label: 'single sign-on',
    scopes: 'openid email profile',
    rolesClaim: 'groups',
    roles: new Map(),
    defaultRole: undefined,
  })
})

it('reads values with "=" in them', () => {
  const OIDC_ROLES = 'cn=admins,=administrator'
  expect(() => parseEnv({ ...THREE, OIDC_ROLES })).toThrow('OIDC_ROLES')
  const roles = providerOf(
    parseEnv({ ...THREE, OIDC_ROLES: 'cn=admins=administrator, b = viewer,' }),
  )?.roles
  expect([...(roles ?? [])]).toEqual([
    ['cn=admins', 'administrator'],
    ['b', 'viewer'],
  ])
})

it.each([
  [{ OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET must be set'],
  [{ OIDC_ISSUER: '' }, 'OIDC_ISSUER must be set'],
  [{ OIDC_ISSUER: 'http://id.example.com' }, 'OIDC_ISSUER must be an https:// address'],
  [{ OIDC_ISSUER: 'id.example.com' }, 'OIDC_ISSUER must be an https:// address'],
  [{ OIDC_ROLES: 'admins=king' }, 'OIDC_ROLES must be like'],
  [{ OIDC_ROLES: 'admins' }, 'OIDC_ROLES must be like'],
  [{ OIDC_DEFAULT_ROLE: 'king' }, 'OIDC_DEFAULT_ROLE must be one of'],
  [{ SMTP_URL: 'smtp://mail.example.com' }, 'SMTP_FROM must be set'],
  [{ SMTP_URL: 'mail.example.com' }, 'SMTP_URL must be an smtp:// or smtps:// address'],
])('refuses %j by name', (change, message) => {
  expect(() => parseEnv({ ...THREE, ...change })).toThrow(message)
})

it('takes plain HTTP for a provider on this very machine', () => {
  expect(providerOf(parseEnv({ ...THREE, OIDC_ISSUER: 'http://localhost:4000' }))?.issuer).toBe(
    'http://localhost:4000',
  )
})
