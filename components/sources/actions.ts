'use server'

import { editSourceSchema, oneSourceSchema } from '@/lib/sources/schema.shared'
import { deleteSource, editSource, reopenSource } from '@/lib/sources/writes'
import { action } from '@/request/action'

/** Renames and describes a source server. */
export const editSourceAction = action(
  { input: editSourceSchema, permission: 'sources.write', attempt: 'source.changed' },
  (actor, { id, ...input }) => editSource(actor, id, input),
)

/** Takes a source server off the lists. The page leads away from it. */
export const deleteSourceAction = action(
  {
    input: oneSourceSchema,
    permission: 'sources.write',
    attempt: 'source.deleted',
    refreshAfter: () => false,
  },
  (actor, { id }) => deleteSource(actor, id),
)

/** Lets the machine of a source server register again with another key or host name. */
export const reopenSourceAction = action(
  { input: oneSourceSchema, permission: 'sources.write', attempt: 'source.reopened' },
  (actor, { id }) => reopenSource(actor, id),
)
