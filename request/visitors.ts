import 'server-only'
import { countVisitor } from '@/lib/throttle/visitors'
import { requestFacts } from './facts'

/** Counts what a visitor begins. @returns seconds to wait when that was one too many */
export async function tooManyBegun(): Promise<number | undefined> {
  const { ip } = await requestFacts()
  return countVisitor(ip)
}
