import 'server-only'
import type * as z from 'zod/mini'
import { type Actor, type Allowed, isAllowed } from '@/lib/actors/actor'
import type { Permission } from '@/lib/actors/permissions.shared'
import { listParameter } from './parameters'
import { refuse, refuseParameter, type SmcFailure } from './problem'

/** What an operation answers besides the request's ID. */
export type SmcData = Record<string, unknown>
export type Answer = { ok: true; data: SmcData } | SmcFailure
export type Parameters = Map<string, string>

const MOST_LISTED = 100

export const PAGING = ['PageNumber', 'PageSize']

export const DONE: Answer = { ok: true, data: {} }

/** A whole number from 1 on as it travels on the wire; `undefined` for anything else. */
function wholeNumber(text: string, max: number): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) && Number(text) <= max ? Number(text) : undefined
}

type Paging = { ok: true; page: number; size: number } | SmcFailure

export function pagingOf(parameters: Parameters, sizes: { default: number; max: number }): Paging {
  const page = wholeNumber(parameters.get('PageNumber') ?? '1', 999_999_999)
  const size = wholeNumber(parameters.get('PageSize') ?? String(sizes.default), sizes.max)
  if (!page) return refuseParameter('PageNumber', 'PageNumber must be a whole number from 1 on.')
  return size
    ? { ok: true, page, size }
    : refuseParameter('PageSize', `PageSize must be a whole number from 1 to ${sizes.max}.`)
}

/** The values of a list of IDs; `undefined` where none was given. */
export function idsOf(
  parameters: Parameters,
  name: string,
  most = MOST_LISTED,
): { ok: true; ids: string[] | undefined } | SmcFailure {
  const list = listParameter(parameters, name)
  if (!list.ok) return list
  const ids = list.values
  if (ids.length > most) return refuseParameter(`${name}.N`, `Name at most ${most}.`)
  return { ok: true, ids: ids.length > 0 ? ids : undefined }
}

/** What a filter says; an empty one says nothing. */
export const filterOf = (parameters: Parameters, name: string) => parameters.get(name) || undefined

/**
 * The refusal of what a schema refused: the parameter, and the rule in the words of the console.
 */
export function refuseFields(error: z.core.$ZodError, names: Record<string, string>): SmcFailure {
  const [issue] = error.issues
  const name = names[String(issue?.path[0])] ?? 'Parameters'
  return refuseParameter(name, issue?.message)
}

export type Run<A extends Actor = Actor> = (actor: A, parameters: Parameters) => Promise<Answer>

/** An operation that needs a permission; operations of workgroups have a code of their own. */
export function withPermission<P extends Permission>(
  permission: P,
  run: Run<Allowed<P>>,
  code: 'NoPermission' | 'Forbidden.Unauthorized' = 'NoPermission',
): Run {
  return async (actor, parameters) =>
    isAllowed(actor, permission) ? run(actor, parameters) : refuse(code)
}
