import 'server-only'
import type * as z from 'zod/mini'
import { type Actor, type Allowed, isAllowed } from '@/lib/actors/actor'
import type { Permission } from '@/lib/actors/permissions.shared'
import { listSourcesByOffset } from '@/lib/sources/reads'
import { SOURCE_STATES, sourcePartSchema } from '@/lib/sources/schema.shared'
import { deleteSource, editSource } from '@/lib/sources/writes'
import { deleteToken, disableToken } from '@/lib/tokens/edit/writes'
import { issueToken } from '@/lib/tokens/issue/writes'
import { listTokensByOffset } from '@/lib/tokens/list/offset-reads'
import { issueTokenSchema } from '@/lib/tokens/schema.shared'
import type { TokenStatus } from '@/lib/tokens/status.shared'
import { asAccessToken, asSourceServer } from './items'
import { isTaken, listParameter } from './parameters'
import { refuse, refuseMissing, refuseParameter, type SmcFailure } from './problem'

/** What an operation answers besides the request's ID. */
export type SmcData = Record<string, unknown>
type Answer = { ok: true; data: SmcData } | SmcFailure
type Parameters = Map<string, string>

const MOST_LISTED = 100

const PAGING = ['PageNumber', 'PageSize']

const DONE: Answer = { ok: true, data: {} }

/**
 * What SMC calls a token that is not disabled and has not expired, whether it is used up or not.
 */
const STATUSES: Record<string, TokenStatus[]> = {
  activated: ['active', 'exhausted'],
  unactivated: ['disabled'],
  expired: ['expired'],
}

/** A whole number from 1 on as it travels on the wire; `undefined` for anything else. */
function wholeNumber(text: string, max: number): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) && Number(text) <= max ? Number(text) : undefined
}

type Paging = { ok: true; page: number; size: number } | SmcFailure

function pagingOf(parameters: Parameters, sizes: { default: number; max: number }): Paging {
  const page = wholeNumber(parameters.get('PageNumber') ?? '1', 999_999_999)
  const size = wholeNumber(parameters.get('PageSize') ?? String(sizes.default), sizes.max)
  if (!page) return refuseParameter('PageNumber', 'PageNumber must be a whole number from 1 on.')
  return size
    ? { ok: true, page, size }
    : refuseParameter('PageSize', `PageSize must be a whole number from 1 to ${sizes.max}.`)
}

/** The values of a list of IDs; `undefined` where none was given. */
function idsOf(
  parameters: Parameters,
  name: string,
): { ok: true; ids: string[] | undefined } | SmcFailure {
  const list = listParameter(parameters, name)
  if (!list.ok) return list
  const ids = list.values
  if (ids.length > MOST_LISTED) return refuseParameter(`${name}.N`, `Name at most ${MOST_LISTED}.`)
  return { ok: true, ids: ids.length > 0 ? ids : undefined }
}

/** What a filter says; an empty one says nothing. */
const filterOf = (parameters: Parameters, name: string) => parameters.get(name) || undefined

/**
 * The refusal of what a schema refused: the parameter, and the rule in the words of the console.
 */
function refuseFields(error: z.core.$ZodError, names: Record<string, string>): SmcFailure {
  const [issue] = error.issues
  const name = names[String(issue?.path[0])] ?? 'Parameters'
  return refuseParameter(name, issue?.message)
}

async function createAccessToken(
  actor: Allowed<'tokens.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const names = {
    name: 'Name',
    description: 'Description',
    count: 'Count',
    timeToLiveInDays: 'TimeToLiveInDays',
  }
  const fields = Object.fromEntries(
    Object.entries(names).map(([field, name]) => [field, parameters.get(name)]),
  )
  const input = issueTokenSchema.safeParse(fields)
  if (!input.success) return refuseFields(input.error, names)
  const issued = await issueToken(actor, input.data)
  if (!issued.ok) throw new Error('a token without a submission was recognised as one')
  return { ok: true, data: { AccessTokenCode: issued.code, AccessTokenId: issued.token.id } }
}

async function listAccessTokens(actor: Actor, parameters: Parameters): Promise<Answer> {
  const [paging, ids] = [
    pagingOf(parameters, { default: 20, max: 100 }),
    idsOf(parameters, 'AccessTokenId'),
  ]
  if (!paging.ok) return paging
  if (!ids.ok) return ids
  const status = filterOf(parameters, 'Status')
  if (status && !Object.hasOwn(STATUSES, status))
    return refuseParameter('Status', 'Use activated, unactivated or expired.')
  const { page, size } = paging
  const query = {
    ids: ids.ids,
    name: filterOf(parameters, 'Name'),
    statuses: status ? STATUSES[status] : undefined,
    page,
    size,
  }
  const { total, tokens } = await listTokensByOffset(actor, query)
  const AccessTokens = { AccessToken: tokens.map(asAccessToken) }
  return { ok: true, data: { TotalCount: total, PageNumber: page, PageSize: size, AccessTokens } }
}

async function disableAccessToken(
  actor: Allowed<'tokens.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const id = parameters.get('AccessTokenId')
  if (!id) return refuseMissing('AccessTokenId')
  const result = await disableToken(actor, id)
  // Disabled already is as wanted: programs send the same call again.
  return result.ok || result.reason === 'changed_meanwhile'
    ? DONE
    : refuse('InvalidAccessTokenId.NotFound')
}

async function deleteAccessToken(
  actor: Allowed<'tokens.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const id = parameters.get('AccessTokenId')
  if (!id) return refuseMissing('AccessTokenId')
  return (await deleteToken(actor, id)).ok ? DONE : refuse('InvalidAccessTokenId.NotFound')
}

async function describeSourceServers(actor: Actor, parameters: Parameters): Promise<Answer> {
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
    state,
    page,
    size,
  })
  const SourceServers = { SourceServer: sources.map(asSourceServer) }
  return { ok: true, data: { TotalCount: total, PageNumber: page, PageSize: size, SourceServers } }
}

async function modifySourceServerAttribute(
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

async function deleteSourceServer(
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

type Run<A extends Actor = Actor> = (actor: A, parameters: Parameters) => Promise<Answer>

/** An operation that needs a permission. */
function withPermission<P extends Permission>(permission: P, run: Run<Allowed<P>>): Run {
  return async (actor, parameters) =>
    isAllowed(actor, permission) ? run(actor, parameters) : refuse('NoPermission')
}

/**
 * An operation with the parameters that it takes; `Name.N` is a list. Any other one is refused: a
 * filter that is passed over answers with everything, and a script that deletes what it was given
 * deletes everything.
 */
function operation(parametersTaken: string[], run: Run): Run {
  return async (actor, parameters) => {
    const unknown = [...parameters.keys()].find((name) => !isTaken(parametersTaken, name))
    return unknown === undefined
      ? run(actor, parameters)
      : refuseParameter(unknown, 'The console does not support it.')
  }
}

// A map: an operation named like a property of objects is just an unknown one.
const OPERATIONS = new Map<string, Run>([
  [
    'CreateAccessToken',
    operation(
      ['Name', 'Description', 'Count', 'TimeToLiveInDays'],
      withPermission('tokens.write', createAccessToken),
    ),
  ],
  [
    'ListAccessTokens',
    operation(['AccessTokenId.N', 'Name', 'Status', ...PAGING], listAccessTokens),
  ],
  [
    'DisableAccessToken',
    operation(['AccessTokenId'], withPermission('tokens.write', disableAccessToken)),
  ],
  [
    'DeleteAccessToken',
    operation(['AccessTokenId'], withPermission('tokens.write', deleteAccessToken)),
  ],
  [
    'DescribeSourceServers',
    operation(['SourceId.N', 'Name', 'State', ...PAGING], describeSourceServers),
  ],
  [
    'ModifySourceServerAttribute',
    operation(
      ['SourceId', 'Name', 'Description'],
      withPermission('sources.write', modifySourceServerAttribute),
    ),
  ],
  [
    'DeleteSourceServer',
    operation(['SourceId', 'Force'], withPermission('sources.write', deleteSourceServer)),
  ],
])

/** The operation of a name, as the SMC API writes it. */
export function findOperation(action: string): Run | undefined {
  return OPERATIONS.get(action)
}
