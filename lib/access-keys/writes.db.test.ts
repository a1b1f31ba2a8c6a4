import { beforeAll, describe, expect, it } from 'vitest'
import { authenticatedActor, isAllowed } from '../actors/actor'
import { db } from '../db/client'
import { newId } from '../ids'
import { openSecret, sealSecret, secretKeyOf } from '../secrets/box'
import { secretKeys } from '../secrets/keys'
import { rotateSecrets } from '../secrets/rotate'
import { getAccessKey, listAccessKeys } from './reads'
import { createAccessKey, deleteAccessKey, disableAccessKey, enableAccessKey } from './writes'

const administrator = authenticatedActor({
  id: newId('p'),
  name: 'Ada',
  role: 'administrator',
  ip: '192.0.2.7',
})
const owner = authenticatedActor({
  id: newId('p'),
  name: 'Grace',
  role: 'operator',
  ip: '192.0.2.8',
})
const stranger = authenticatedActor({
  id: newId('p'),
  name: 'Eve',
  role: 'operator',
  ip: '192.0.2.9',
})

beforeAll(async () => {
  for (const { id, name, role } of [administrator, owner, stranger])
    await db.person.create({
      data: {
        id,
        name,
        email: `${id}@example.com`,
        role,
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    })
})

async function create() {
  const created = await createAccessKey(administrator, {
    name: 'terraform',
    role: 'operator',
    ownerId: owner.id,
    days: 90,
    networks: '',
  })
  if (!created.ok) throw new Error(created.reason)
  return created
}

const events = async (target: string) =>
  (
    await db.auditEvent.findMany({ where: { target }, orderBy: [{ at: 'asc' }, { id: 'asc' }] })
  ).map(({ action }) => action)

describe('an access key', () => {
  it('is stored with its secret encrypted, and shown without it', async () => {
    const { key, secret } = await create()
    expect(key).toMatchObject({
      name: 'terraform',
      role: 'operator',
      owner: 'Grace',
      disabled: false,
      lastUsedAt: null,
    })
    const row = await db.accessKey.findUniqueOrThrow({ where: { id: key.id } })
    expect(JSON.stringify(row)).not.toContain(secret)
    expect(openSecret(row, key.id, secretKeys())).toBe(secret)
    expect(
      JSON.stringify(await db.auditEvent.findMany({ where: { target: key.id } })),
    ).not.toContain(secret)
  })

  it('is not created for somebody who is not there', async () => {
    const answer = await createAccessKey(administrator, {
      name: 'x',
      role: 'viewer',
      ownerId: newId('p'),
      days: 90,
      networks: '',
    })
    expect(answer).toEqual({ ok: false, reason: 'unknown_owner' })
  })

  it('is seen by its owner and by administrators, and by nobody else', async () => {
    const { key } = await create()
    expect(await getAccessKey(owner, key.id)).toMatchObject({ id: key.id })
    expect(await getAccessKey(administrator, key.id)).toMatchObject({ id: key.id })
    expect(await getAccessKey(stranger, key.id)).toBeUndefined()
    expect((await listAccessKeys(stranger)).entries).toEqual([])
    expect(await disableAccessKey(stranger, key.id)).toEqual({ ok: false, reason: 'unknown_key' })
  })

  it('is disabled by its owner too, but enabled and deleted by administrators alone', async () => {
    const { key } = await create()
    expect(await disableAccessKey(owner, key.id)).toEqual({ ok: true })
    expect(await disableAccessKey(owner, key.id)).toEqual({ ok: true })
    expect(isAllowed(owner, 'access_keys.manage')).toBe(false)
    expect(await enableAccessKey(administrator, key.id)).toEqual({ ok: true })
    expect(await deleteAccessKey(administrator, key.id)).toEqual({ ok: true })
    expect(await deleteAccessKey(administrator, key.id)).toEqual({
      ok: false,
      reason: 'unknown_key',
    })
    expect(await events(key.id)).toEqual([
      'access_key.created',
      'access_key.disabled',
      'access_key.enabled',
      'access_key.deleted',
    ])
    expect((await db.accessKey.findUniqueOrThrow({ where: { id: key.id } })).secret).toBe('')
  })
})

describe('changing the secret of the program', () => {
  it('is refused as a whole when one secret can not be opened', async () => {
    const { key } = await create()
    const lost = sealSecret('lost', key.id, secretKeyOf('of which nobody knows any more'))
    await db.accessKey.update({ where: { id: key.id }, data: lost })
    const before = await db.accessKey.findMany({ orderBy: { id: 'asc' } })
    await expect(rotateSecrets()).rejects.toThrow(/is not known/)
    expect(await db.accessKey.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
    await db.accessKey.delete({ where: { id: key.id } })
    expect(await rotateSecrets()).toBe(0)
  })
})
