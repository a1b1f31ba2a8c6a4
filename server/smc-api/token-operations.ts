import 'server-only'
import type { Actor, Allowed } from '@/lib/actors/actor'
import { deleteToken, disableToken } from '@/lib/tokens/edit/writes'
import { issueToken } from '@/lib/tokens/issue/writes'
import { listTokensByOffset } from '@/lib/tokens/list/offset-reads'
import { issueTokenSchema } from '@/lib/tokens/schema.shared'
import type { TokenStatus } from '@/lib/tokens/status.shared'
import { asAccessToken } from './items'
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

/**
 * What SMC calls a token that is not disabled and has not expired, whether it is used up or not.
 */
const STATUSES: Record<string, TokenStatus[]> = {
  activated: ['active', 'exhausted'],
  unactivated: ['disabled'],
  expired: ['expired'],
}

export async function createAccessToken(
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

export async function listAccessTokens(actor: Actor, parameters: Parameters): Promise<Answer> {
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

export async function disableAccessToken(
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

export async function deleteAccessToken(
  actor: Allowed<'tokens.write'>,
  parameters: Parameters,
): Promise<Answer> {
  const id = parameters.get('AccessTokenId')
  if (!id) return refuseMissing('AccessTokenId')
  return (await deleteToken(actor, id)).ok ? DONE : refuse('InvalidAccessTokenId.NotFound')
}
