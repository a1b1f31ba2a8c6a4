import 'server-only'
import type { Actor, Allowed } from '@/lib/actors/actor'
import { listSourcesByOffset } from '@/lib/sources/reads'
import { SOURCE_STATES, sourcePartSchema } from '@/lib/sources/schema.shared'
import { deleteSource, editSource } from '@/lib/sources/writes'
import { asSourceServer } from './items'
import {
  type Answer,
  DONE,
  filterOf,
  idsOf,
  type Parameters,
  pagingOf,
  refuseFields,
} from './operation'
import { refuse, refuseMissing, refuseParameter } from './problem'

export async function describeSourceServers(actor: Actor, parameters: Parameters): Promise<Answer> {
  const [paging, ids] = [
    pagingOf(parameters, { default: 10, max: 50 }),
    idsOf(parameters, 'SourceId'),
  ]
  if (!paging.ok) return paging
  if (!ids.ok) return ids
  const given = filterOf(parameters, 'State')
  const state = SOURCE_STATES.find((known) => known === given)
  if (given && !state) return refuseParameter('State', `Use ${SOURCE_STATES.join(', ')}.`)
  const { page, size } = paging
  const { total, sources } = await listSourcesByOffset(actor, {
    ids: ids.ids,
    name: filterOf(parameters, 'Name'),
    waveId: filterOf(parameters, 'WorkgroupId'),
    state,
    page,
    size,
  })
  const SourceServers = { SourceServer: sources.map(asSourceServer) }
  return { ok: true, data: { TotalCount: total, PageNumber: page, PageSize: size, SourceServers } }
}

export async function modifySourceServerAttribute(
  actor: Allowed<'sources.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const id = parameters.get('SourceId')
  if (!id) return refuseMissing('SourceId')
  const input = sourcePartSchema.safeParse({
    name: filterOf(parameters, 'Name'),
    description: parameters.get('Description'),
  })
  if (!input.success) return refuseFields(input.error, { name: 'Name', description: 'Description' })
  const result = await editSource(actor, id, input.data)
  if (result.ok) return DONE
  return refuse(
    result.reason === 'name_taken' ? 'SourceServerName.Duplicate' : 'InvalidSourceId.NotFound',
  )
}

export async function deleteSourceServer(
  actor: Allowed<'sources.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const id = parameters.get('SourceId')
  if (!id) return refuseMissing('SourceId')
  const force = parameters.get('Force')
  if (force !== undefined && !/^(true|false|)$/i.test(force))
    return refuseParameter('Force', 'Use true or false.')
  return (await deleteSource(actor, id)).ok ? DONE : refuse('InvalidSourceId.NotFound')
}
