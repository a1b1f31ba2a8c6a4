'use server'

import { refresh } from 'next/cache'
import { invalid } from '@/lib/answer'
import { changeSourceSchema, sourceIdSchema } from '@/lib/sources/schema'
import { changeSource, deleteSource, reopenSource } from '@/lib/sources/writes'
import { asOperator } from '@/request/boundary'

/** Renames and describes a source server. */
export async function changeSourceAction(id: unknown, fields: unknown) {
  return asOperator('source.changed', async (actor) => {
    const [source, input] = [sourceIdSchema.safeParse(id), changeSourceSchema.safeParse(fields)]
    if (!source.success) return invalid(source.error)
    if (!input.success) return invalid(input.error)
    const result = await changeSource(actor, source.data, input.data)
    refresh()
    return result
  })
}

/** Takes a source server off the lists. */
export async function deleteSourceAction(id: unknown) {
  return asOperator('source.deleted', async (actor) => {
    const source = sourceIdSchema.safeParse(id)
    return source.success ? deleteSource(actor, source.data) : invalid(source.error)
  })
}

/** Lets the machine of a source server register anew, with another key or host name. */
export async function reopenSourceAction(id: unknown) {
  return asOperator('source.reopened', async (actor) => {
    const source = sourceIdSchema.safeParse(id)
    if (!source.success) return invalid(source.error)
    const result = await reopenSource(actor, source.data)
    refresh()
    return result
  })
}
