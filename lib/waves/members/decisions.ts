import 'server-only'
import type { Allowed } from '@/lib/actors/actor'
import { recordBulkEvent } from '@/lib/audit/writes'
import type { Bulk } from '@/lib/db/bulk/statements'
import { changeWave, recount } from '../change-wave'
import type { Decision, Member, Membership } from '../matching/place'
import { findCandidates, findHosts, findMachines, findMembers, MEMBER } from '../matching/rows'
import { settle } from '../matching/settle'

export type MemberResult =
  | { ok: true }
  | { ok: false; reason: 'unknown_wave' | 'unknown_host' | 'unknown_source' | 'in_another_wave' }

/**
 * Says which expected host a machine is, or that it is none of them. That stands for ever, whatever
 * the machine or the list say later.
 */
export async function decideHost(
  actor: Allowed<'waves.write'>,
  waveId: string,
  sourceId: string,
  hostId: string | null,
): Promise<MemberResult> {
  return changeWave<MemberResult>(waveId, async (bulk) => {
    const [machine] = await findMachines(bulk, [sourceId])
    if (!machine?.keys) return { ok: false, reason: 'unknown_source' }
    const [host] = hostId ? await findHosts(bulk, [hostId]) : []
    if (hostId && host?.waveId !== waveId) return { ok: false, reason: 'unknown_host' }
    const freed = host && host.sourceServerId !== sourceId ? host.sourceServerId : null
    if (freed) await undecide(bulk, waveId, freed)
    const left = await hostLeft(bulk, waveId, sourceId, hostId)
    const said: Said = host ? { decision: 'host', hostId: host.id } : { decision: 'none' }
    const rivals = left ? await findCandidates(bulk, [waveId], [left]) : []
    await write(bulk, { waveId, sourceId, at: machine.at }, said)
    if (host) await bulk.write(GIVEN, [sourceId, machine.at, host.id])
    const others = [...(freed ? await findMachines(bulk, [freed]) : []), ...rivals]
    const concerned = new Map([machine, ...others].map((one) => [one.id, one]))
    await settle(bulk, [...concerned.values()], [waveId])
    await recount(bulk, waveId)
    const name = host ? host.hostKey : 'none of the list'
    await recordBulkEvent(bulk, actor, 'wave.decided', waveId, {
      source: [null, sourceId],
      host: [null, name],
    })
    return { ok: true }
  })
}

const GIVEN = `UPDATE "ExpectedHost" SET "sourceServerId" = $1, "matchedBy" = 'hand',
  "arrivedAt" = $2, state = 'registered' WHERE id = $3`

/** Takes a machine off its host, with what was decided of it. */
async function undecide(bulk: Bulk, waveId: string, sourceId: string): Promise<void> {
  await bulk.write(
    `UPDATE "WaveMember" SET "hostId" = NULL, decision = NULL
     WHERE "waveId" = $1 AND "sourceServerId" = $2`,
    [waveId, sourceId],
  )
}

/** The host that a machine was and is no more, which others may fit. */
async function hostLeft(bulk: Bulk, waveId: string, sourceId: string, hostId: string | null) {
  const members = await findMembers(bulk, { sourceServerId: [sourceId] })
  const held = members.find((member) => member.waveId === waveId)?.hostId
  return held && held !== hostId ? (await findHosts(bulk, [held]))[0] : undefined
}

type Whose = { waveId: string; sourceId: string; at: Date }

/** What is said of a machine; what is not given stays as it is. */
type Said = { decision?: Decision | null; hostId?: string | null; membership?: Membership | null }

async function write(bulk: Bulk, { waveId, sourceId, at }: Whose, said: Said): Promise<void> {
  const known = (await findMembers(bulk, { sourceServerId: [sourceId] })).find(
    (member) => member.waveId === waveId,
  )
  // Whoever it was before is free again, where it is somebody else now.
  if (said.hostId && known?.hostId && known.hostId !== said.hostId)
    await bulk.write(FREED, [known.hostId])
  const member: Member = {
    waveId,
    sourceServerId: sourceId,
    kind: 'left',
    tokenId: null,
    hostId: null,
    decision: null,
    membership: null,
    at,
    ...known,
    ...said,
  }
  // Whoever is a host of the wave is in it.
  if (said.decision === 'host' && member.membership === 'out') member.membership = null
  if (!known) return bulk.insert('WaveMember', MEMBER, [member])
  await bulk.write(
    `UPDATE "WaveMember" SET decision = $1, "hostId" = $2, membership = $3
     WHERE "waveId" = $4 AND "sourceServerId" = $5`,
    [member.decision, member.hostId, member.membership, waveId, sourceId],
  )
}

const FREED = `UPDATE "ExpectedHost" SET "sourceServerId" = NULL, "matchedBy" = NULL,
  "arrivedAt" = NULL, state = CASE WHEN "waivedAt" IS NULL THEN 'missing' ELSE 'waived' END
  WHERE id = $1`

/**
 * Puts source servers into a wave by hand: they are members whatever its list says.
 * @returns `in_another_wave` where one belongs to another wave; nothing is changed then
 */
export async function associateSources(
  actor: Allowed<'waves.write'>,
  waveId: string,
  sourceIds: string[],
): Promise<MemberResult> {
  return changeWave<MemberResult>(waveId, async (bulk) => {
    const columns = { id: 'text', waveId: 'text', deletedAt: 'moment' } as const
    const rows = await bulk.findAny('SourceServer', columns, { id: sourceIds })
    const there = rows.filter(({ deletedAt }) => deletedAt === null)
    if (there.length < new Set(sourceIds).size) return { ok: false, reason: 'unknown_source' }
    if (there.some((row) => row.waveId !== null && row.waveId !== waveId))
      return { ok: false, reason: 'in_another_wave' }
    await setMembership(bulk, waveId, sourceIds, 'in')
    await recordBulkEvent(bulk, actor, 'wave.joined', waveId, {
      sources: [null, sourceIds.join(', ')],
    })
    return { ok: true }
  })
}

/** Takes source servers out of a wave; their codes and its list bring them back no more. */
export async function disassociateSources(
  actor: Allowed<'waves.write'>,
  waveId: string,
  sourceIds: string[],
): Promise<MemberResult> {
  return changeWave<MemberResult>(waveId, async (bulk) => {
    const members = await findMembers(bulk, { sourceServerId: sourceIds })
    const here = new Set(
      members
        .filter((member) => member.waveId === waveId && member.kind !== 'left')
        .map(({ sourceServerId }) => sourceServerId),
    )
    if (sourceIds.some((id) => !here.has(id))) return { ok: false, reason: 'unknown_source' }
    await setMembership(bulk, waveId, sourceIds, 'out')
    await recordBulkEvent(bulk, actor, 'wave.left', waveId, {
      sources: [sourceIds.join(', '), null],
    })
    return { ok: true }
  })
}

async function setMembership(
  bulk: Bulk,
  waveId: string,
  sourceIds: string[],
  membership: Membership,
): Promise<void> {
  const machines = await findMachines(bulk, sourceIds)
  for (const { id, at } of machines) await write(bulk, { waveId, sourceId: id, at }, { membership })
  await settle(bulk, machines, [waveId])
  await recount(bulk, waveId)
}

/**
 * Forgets what people said of a source server in a wave: the list and its codes decide again.
 */
export async function forgetDecision(
  actor: Allowed<'waves.write'>,
  waveId: string,
  sourceId: string,
): Promise<MemberResult> {
  return changeWave<MemberResult>(waveId, async (bulk) => {
    const [machine] = await findMachines(bulk, [sourceId])
    if (!machine?.keys) return { ok: false, reason: 'unknown_source' }
    const whose = { waveId, sourceId, at: machine.at }
    await write(bulk, whose, { decision: null, membership: null })
    await settle(bulk, [machine], [waveId])
    await recount(bulk, waveId)
    await recordBulkEvent(bulk, actor, 'wave.decided', waveId, {
      source: [null, sourceId],
      host: [null, 'as the list says'],
    })
    return { ok: true }
  })
}
