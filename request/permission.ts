import 'server-only'
import { notFound } from 'next/navigation'
import { type Allowed, isAllowed } from '@/lib/actors/actor'
import type { Permission } from '@/lib/actors/permissions.shared'
import { requireSession } from './session'

/** The gate of pages for some only: for everybody else there is no such page. */
export async function requirePermission<P extends Permission>(permission: P): Promise<Allowed<P>> {
  const { actor } = await requireSession()
  if (isAllowed(actor, permission)) return actor
  return notFound()
}
