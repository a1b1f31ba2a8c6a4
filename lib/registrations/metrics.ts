import { Counter, Histogram } from 'prom-client'

const RESULTS = [
  'registered',
  'repeated',
  'unknown_code',
  'code_disabled',
  'code_expired',
  'code_exhausted',
  'machine_conflict',
  'host_not_expected',
]

/** How attempts to register ended: `registered`, `repeated`, or the reason of the refusal. */
export const attempts = new Counter({
  name: 'activation_console_registration_attempts_total',
  help: 'Attempts to register, by what became of them',
  labelNames: ['result'],
})

// There from the start: what appears with its first attempt hides that one from whoever looks at
// the rate.
for (const result of RESULTS) attempts.inc({ result }, 0)

/** How long an attempt took from the code to the answer. */
export const durationSeconds = new Histogram({
  name: 'activation_console_registration_duration_seconds',
  help: 'How long attempts to register took',
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30],
})

/** How many attempts to register were written together. */
export const batchSize = new Histogram({
  name: 'activation_console_registration_batch_size',
  help: 'Attempts to register that were written in one transaction',
  buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
})

/** How long attempts waited for their transaction. */
export const waitSeconds = new Histogram({
  name: 'activation_console_registration_wait_seconds',
  help: 'How long attempts to register waited for their transaction',
  buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30],
})
