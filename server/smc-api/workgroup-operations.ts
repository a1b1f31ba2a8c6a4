import 'server-only'
import type { Actor, Allowed } from '@/lib/actors/actor'
import { createWave, deleteWave, editWave } from '@/lib/waves/edit/writes'
import { listWavesByOffset } from '@/lib/waves/list/reads'
import {
  associateSources,
  disassociateSources,
  type MemberResult,
} from '@/lib/waves/members/decisions'
import { findWaveMadeWith, tagsOfWaves } from '@/lib/waves/reads'
import { type WaveSummary, workgroupPartSchema } from '@/lib/waves/schema.shared'
import type { WaveState } from '@/lib/waves/states.shared'
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
import { tagsOf } from './tags'

/** Workgroups and source servers that one call may name. */
const MOST_NAMED = 50

/** SMC's words; the console knows no cutover, so nothing is ever in it. */
const STATUSES: Record<string, WaveState[]> = {
  NotStarted: ['planned'],
  InProgress: ['running', 'overdue'],
  Cutover: [],
  Completed: ['complete', 'closed'],
}

const FIELDS = { name: 'Name', description: 'Description' }

const statusOf = (state: WaveState) =>
  Object.entries(STATUSES).find(([, states]) => states.includes(state))?.[0] ?? 'NotStarted'

/** Makes a wave. The same `ClientToken` again makes no other one, and answers the same. */
export async function createWorkgroup(
  actor: Allowed<'waves.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const input = fieldsOf(parameters)
  if (!input.success) return refuseFields(input.error, FIELDS)
  const given = tagsOf(parameters)
  if (!given.ok) return given
  const clientToken = filterOf(parameters, 'ClientToken')
  if (clientToken && !/^[\x21-\x7e]{1,64}$/.test(clientToken))
    return refuseParameter('ClientToken', 'It has at most 64 ASCII characters.')
  const tags = given.tags.map(({ key, value = '' }) => ({ key, value }))
  const { name, description } = input.data
  const answerOf = (WorkgroupId: string): Answer => ({ ok: true, data: { WorkgroupId } })
  const earlier = clientToken && (await findWaveMadeWith(actor, clientToken))
  if (earlier) return answerOf(earlier)
  const made = await createWave(actor, {
    name,
    ...(description && { description }),
    clientToken,
    tags,
  })
  if (made.ok) return answerOf(made.id)
  // Sent twice at the same moment, the other one was first.
  const first = clientToken && (await findWaveMadeWith(actor, clientToken))
  return first ? answerOf(first) : refuse('WorkgroupName.Duplicate')
}

const fieldsOf = (parameters: Parameters) =>
  workgroupPartSchema.safeParse({
    name: filterOf(parameters, 'Name'),
    description: parameters.get('Description'),
  })

export async function describeWorkgroups(actor: Actor, parameters: Parameters): Promise<Answer> {
  const [paging, ids, given] = [
    pagingOf(parameters, { default: 10, max: 50 }),
    idsOf(parameters, 'WorkgroupId', MOST_NAMED),
    tagsOf(parameters),
  ]
  if (!paging.ok) return paging
  if (!ids.ok) return ids
  if (!given.ok) return given
  const status = filterOf(parameters, 'Status')
  if (status && !Object.hasOwn(STATUSES, status))
    return refuseParameter('Status', `Use ${Object.keys(STATUSES).join(', ')}.`)
  const { page, size } = paging
  const { total, waves } = await listWavesByOffset(actor, {
    ids: ids.ids,
    name: filterOf(parameters, 'Name'),
    states: status ? STATUSES[status] : undefined,
    tags: given.tags,
    page,
    size,
  })
  const tags = await tagsOfWaves(
    actor,
    waves.map(({ id }) => id),
  )
  const Workgroups = { Workgroup: waves.map((wave) => asWorkgroup(wave, tags.get(wave.id) ?? [])) }
  return { ok: true, data: { TotalCount: total, PageNumber: page, PageSize: size, Workgroups } }
}

/** A wave as an item of `Workgroup`. Nothing is migrated here, so there is nothing to warn of. */
function asWorkgroup(wave: WaveSummary, tags: { key: string; value: string }[]) {
  return {
    WorkgroupId: wave.id,
    Name: wave.name,
    Description: wave.description ?? '',
    Status: statusOf(wave.state),
    Tags: { Tag: tags.map(({ key, value }) => ({ Key: key, Value: value })) },
    Warnings: { Warning: [] },
  }
}

export async function modifyWorkgroupAttribute(
  actor: Allowed<'waves.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const id = parameters.get('WorkgroupId')
  if (!id) return refuseMissing('WorkgroupId')
  const input = fieldsOf(parameters)
  if (!input.success) return refuseFields(input.error, FIELDS)
  const { name, description } = input.data
  const wanted = { name, ...(description !== undefined && { description: description || null }) }
  const result = await editWave(actor, id, wanted)
  if (result.ok) return DONE
  return refuse(
    result.reason === 'name_taken' ? 'WorkgroupName.Duplicate' : 'InvalidWorkgroupId.NotFound',
  )
}

export async function deleteWorkgroup(
  actor: Allowed<'waves.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const id = parameters.get('WorkgroupId')
  if (!id) return refuseMissing('WorkgroupId')
  const result = await deleteWave(actor, id, { onlyEmpty: true })
  if (result.ok) return DONE
  return refuse(
    result.reason === 'has_sources' ? 'Workgroup.HasSourceServers' : 'InvalidWorkgroupId.NotFound',
  )
}

export const associateSourceServers = changeMembers(associateSources)
export const disassociateSourceServers = changeMembers(disassociateSources)

/** An operation that puts source servers into a workgroup, or takes them out. */
function changeMembers(change: typeof associateSources) {
  return async (actor: Allowed<'waves.write'>, parameters: Parameters): Promise<Answer> => {
    const id = parameters.get('WorkgroupId')
    if (!id) return refuseMissing('WorkgroupId')
    const sources = idsOf(parameters, 'SourceId', MOST_NAMED)
    if (!sources.ok) return sources
    if (!sources.ids) return refuseMissing('SourceId')
    return answerOf(await change(actor, id, [...new Set(sources.ids)]))
  }
}

function answerOf(result: MemberResult): Answer {
  if (result.ok) return DONE
  if (result.reason === 'unknown_wave') return refuse('InvalidWorkgroupId.NotFound')
  return refuse(
    result.reason === 'in_another_wave' ? 'SourceServer.InWorkgroup' : 'InvalidSourceId.NotFound',
  )
}
