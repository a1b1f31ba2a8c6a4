import { z } from 'zod'

/** What a registration keeps of the machine as JSON. Written by registerSourceServer alone. */
export const systemInfoSchema = z.object({
  operatingSystem: z.string().optional(),
  kernel: z.string().optional(),
  cpuCount: z.number().optional(),
  memoryBytes: z.number().optional(),
  disks: z.array(z.object({ path: z.string(), sizeBytes: z.number() })).default([]),
  ipAddresses: z.array(z.string()).default([]),
})
