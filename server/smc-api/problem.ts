import { INTERNAL_ERROR_TEXT } from '@/lib/answer.shared'

/** Errors of the SMC API: HTTP status and the wording of the real service. */
const PROBLEMS = {
  InvalidParameter: [400, 'The specified value of a parameter is not valid.'],
  IncompleteSignature: [400, 'The request signature does not conform to Alibaba Cloud standards.'],
  'InvalidAccessKeyId.NotFound': [404, 'Specified access key is not found.'],
  'InvalidAccessKeyId.Inactive': [400, 'Specified access key is disabled.'],
  SignatureDoesNotMatch: [400, 'Specified signature is not matched with our calculation.'],
  'InvalidTimeStamp.Expired': [400, 'Specified time stamp or date value is expired.'],
  'InvalidTimeStamp.Format': [400, 'Specified time stamp or date value is not well formatted.'],
  SignatureNonceUsed: [400, 'Specified signature nonce was used already.'],
  InvalidVersion: [400, 'Specified parameter Version is not valid.'],
  'InvalidAction.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  'InvalidAccessTokenId.NotFound': [404, 'The specified AccessTokenId does not exist.'],
  'InvalidSourceId.NotFound': [404, 'The specified SourceId does not exist.'],
  'InvalidWorkgroupId.NotFound': [404, 'The specified WorkgroupId does not exist.'],
  'WorkgroupName.Duplicate': [400, 'The specified workgroup name already exists.'],
  'Workgroup.HasSourceServers': [400, 'The workgroup still has source servers.'],
  'SourceServer.InWorkgroup': [400, 'A source server belongs to another workgroup already.'],
  'SourceServerName.Duplicate': [400, 'The specified source server name already exists.'],
  'Forbidden.Unauthorized': [403, 'The access key is not authorized for workgroups.'],
  NoPermission: [403, 'The access key has no permission for this operation.'],
  UnsupportedHTTPMethod: [405, 'Only GET and POST are supported.'],
  RequestTooLarge: [413, 'The request is too large.'],
  'Throttling.User': [429, 'Request was denied due to user flow control.'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
  InternalError: [500, INTERNAL_ERROR_TEXT],
} as const satisfies Record<string, [status: number, message: string]>

export type SmcCode = keyof typeof PROBLEMS

/** Why a call of the SMC API was refused, as its answer says it. */
export type SmcError = {
  code: string
  status: number
  message: string
  retryAfterSeconds?: number
}
export type SmcFailure = { ok: false; error: SmcError }

/** A refusal with the usual wording of its code, or with a more helpful one. */
export function refuse(code: SmcCode, message?: string, retryAfterSeconds?: number): SmcFailure {
  const [status, usual] = PROBLEMS[code]
  return { ok: false, error: { code, status, message: message ?? usual, retryAfterSeconds } }
}

/** The refusal of a call that lacks a parameter. */
export function refuseMissing(name: string): SmcFailure {
  return {
    ok: false,
    error: {
      code: `Missing${name}`,
      status: 400,
      message: `${name} is mandatory for this action.`,
    },
  }
}

/** The refusal of a parameter's value, with the rule that it breaks where there is more to say. */
export function refuseParameter(name: string, rule = ''): SmcFailure {
  return refuse(
    'InvalidParameter',
    `The specified value of parameter "${name.slice(0, 80)}" is not valid.${rule && ` ${rule}`}`,
  )
}

/** Every code with its status and wording, for the documentation's test. */
export function listProblems(): [code: string, status: number][] {
  return Object.entries(PROBLEMS).map(([code, [status]]) => [code, status])
}
