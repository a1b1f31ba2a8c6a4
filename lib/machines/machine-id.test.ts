import { expect, it } from 'vitest'
import { storedMachineId } from './machine-id'

const RAW = '0123456789abcdef0123456789abcdef'

it('hashes the ID of an operating system as register.sh does', () => {
  // printf 'activation-console machine %s' 0123456789abcdef0123456789abcdef | sha256sum
  expect(storedMachineId(RAW)).toBe(
    'cb0614b6e624da9c4ebc94c339f2289f4c26e9ef6ac990f2fc56dbbf6f6d0d42',
  )
  expect(storedMachineId('01234567-89AB-cdef-0123-456789abcdef')).toMatch(/^[0-9a-f]{64}$/)
})

it('keeps what is hashed already, and names of one’s own', () => {
  for (const id of [
    storedMachineId(RAW),
    'machine-1',
    RAW.slice(1),
    `${RAW}0`,
    `g${RAW.slice(1)}`,
    '',
  ])
    expect(storedMachineId(id)).toBe(id)
})
