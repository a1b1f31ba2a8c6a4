import 'server-only'
import { provider } from '../db/client'
import { condition } from '../db/errors/condition'

/** What this instance runs on, and what is wrong with that as far as it knows. */
export function aboutInstance(): {
  database: 'sqlite' | 'postgresql'
  condition: 'full' | 'damaged' | undefined
} {
  return { database: provider, condition: condition() }
}
