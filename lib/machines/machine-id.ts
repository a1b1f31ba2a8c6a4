import { createHash } from 'node:crypto'

/**
 * The ID that an operating system gives its machine: 32 hexadecimal digits, like /etc/machine-id,
 * or the same as a UUID.
 */
const OF_SYSTEM = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/**
 * What stands before such an ID when it is hashed, so that the hash is of use to this program
 * alone.
 */
const PURPOSE = 'activation-console machine '

/**
 * A machine ID as it is stored. Those of operating systems are confidential (machine-id(5)):
 * register.sh sends their SHA-256, 64 digits of lower-case hex, and one that arrives as it is gets
 * hashed in the same way here. Others stay.
 */
export function storedMachineId(machineId: string): string {
  return OF_SYSTEM.test(machineId)
    ? createHash('sha256')
        .update(PURPOSE + machineId)
        .digest('hex')
    : machineId
}
