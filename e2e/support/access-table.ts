import { ROLES, type Role } from '../../lib/actors/permissions.shared'

/** Who may do something: anybody at all, whoever is signed in, or people of some roles. */
export type Allowed = 'anybody' | 'signed in' | Role[]

const WRITERS: Role[] = ['operator', 'administrator']
const ADMINISTRATORS: Role[] = ['administrator']

/** Whether somebody of a role may; a stranger and a deactivated person have none. */
export function may(allowed: Allowed, role: Role | undefined): boolean {
  if (allowed === 'anybody') return true
  if (role === undefined) return false
  return allowed === 'signed in' ? ROLES.includes(role) : allowed.includes(role)
}

/**
 * Every page of the console. Those for administrators are no page for others; the others show
 * everybody what they may see.
 */
export const PAGES: Record<string, Allowed> = {
  '/': 'signed in',
  '/about': 'signed in',
  '/agent-api': 'signed in',
  '/audit': 'signed in',
  '/docs': 'signed in',
  '/docs/[id]': 'signed in',
  '/people': ADMINISTRATORS,
  '/people/[id]': ADMINISTRATORS,
  '/refusals': 'signed in',
  '/settings/access-keys': 'signed in',
  '/settings/access-keys/[id]': 'signed in',
  '/settings/account': 'signed in',
  '/settings/sign-in': ADMINISTRATORS,
  '/sources': 'signed in',
  '/sources/[id]': 'signed in',
  '/tokens': 'signed in',
  '/tokens/[id]': 'signed in',
  '/tokens/[id]/history': 'signed in',
  '/tokens/[id]/refusals': 'signed in',
  '/tokens/find': 'signed in',
  '/tokens/new': 'signed in',
  '/waves': 'signed in',
  '/waves/[id]': 'signed in',
  '/waves/[id]/codes': 'signed in',
  '/waves/[id]/history': 'signed in',
  '/waves/[id]/list': 'signed in',
  '/waves/[id]/registered': 'signed in',
  '/waves/[id]/unexpected': 'signed in',
  '/waves/[id]/waived': 'signed in',
  '/waves/[id]/wall': 'signed in',
  '/waves/new': 'signed in',
  '/confirmed': 'anybody',
  '/invitation': 'anybody',
  '/new-password': 'anybody',
  '/second-factor': 'signed in',
  '/setup': 'anybody',
  '/sign-in': 'anybody',
}

/** Every action that pages call, by its name. */
export const ACTIONS: Record<string, Allowed> = {
  activateAction: ADMINISTRATORS,
  addHostAction: WRITERS,
  addPasskeyAction: 'signed in',
  beginAuthenticatorAction: 'signed in',
  beginPasskeyAction: 'signed in',
  changePasswordAction: 'signed in',
  changeRoleAction: ADMINISTRATORS,
  changeSettingsAction: ADMINISTRATORS,
  changeTokensAction: WRITERS,
  closeWaveAction: WRITERS,
  confirmAuthenticatorAction: 'signed in',
  createAccessKeyAction: ADMINISTRATORS,
  createWaveAction: WRITERS,
  deactivateAction: ADMINISTRATORS,
  deleteAccessKeyAction: ADMINISTRATORS,
  deleteSourceAction: WRITERS,
  decideHostAction: WRITERS,
  deleteTokenAction: WRITERS,
  deleteWaveAction: WRITERS,
  // Its owner may, should it have leaked.
  disableAccessKeyAction: 'signed in',
  disableTokenAction: WRITERS,
  dismissTidingAction: 'signed in',
  dropSourceAction: WRITERS,
  editHostAction: WRITERS,
  editSourceAction: WRITERS,
  editTokenAction: WRITERS,
  editWaveAction: WRITERS,
  enableAccessKeyAction: ADMINISTRATORS,
  enableTokenAction: WRITERS,
  endOtherSessionsAction: 'signed in',
  endSessionAction: 'signed in',
  endSessionOfAction: ADMINISTRATORS,
  endSessionsOfAction: ADMINISTRATORS,
  extendTokenAction: WRITERS,
  findCodesAction: 'signed in',
  forgetDecisionAction: WRITERS,
  inviteAction: ADMINISTRATORS,
  issueTokenAction: WRITERS,
  keepSourceAction: WRITERS,
  mayJoinAction: 'signed in',
  moveCodeAction: WRITERS,
  proveAction: 'signed in',
  removeAuthenticatorAction: 'signed in',
  removeHostAction: WRITERS,
  removePasskeyAction: 'signed in',
  renameAction: 'signed in',
  renewInvitationAction: ADMINISTRATORS,
  renewRecoveryCodesAction: 'signed in',
  reopenSourceAction: WRITERS,
  reopenWaveAction: WRITERS,
  replaceCodeAction: WRITERS,
  resetPasswordAction: ADMINISTRATORS,
  resetSecondFactorAction: ADMINISTRATORS,
  // Ends the session that there is; without one there is nothing to end.
  signOutAction: 'anybody',
  takeBackExtensionAction: WRITERS,
  unwaiveHostAction: WRITERS,
  waiveHostAction: WRITERS,
  waysToProveAction: 'signed in',
  withdrawInvitationAction: ADMINISTRATORS,
}

/** The actions for whoever must set up a second factor before anything else. */
export const ENROLLING = [
  'addPasskeyAction',
  'beginAuthenticatorAction',
  'beginPasskeyAction',
  'confirmAuthenticatorAction',
]

/** Every address that programs and scripts of pages ask, and what it takes to be answered. */
export const ENDPOINTS: Record<string, Allowed> = {
  // By what their callers send: codes, signatures, tokens, passwords. Their own tests try them.
  '/api/auth/link/look': 'anybody',
  '/api/auth/link/use': 'anybody',
  '/api/auth/oidc/callback': 'anybody',
  '/api/auth/oidc/sign-out': 'anybody',
  '/api/auth/oidc/start': 'anybody',
  '/api/auth/passkey/begin': 'anybody',
  '/api/auth/passkey/sign-in': 'anybody',
  '/api/auth/second-factor': 'anybody',
  '/api/auth/set-up': 'anybody',
  '/api/auth/sign-in': 'anybody',
  '/api/auth/sign-out': 'anybody',
  '/api/smc': 'anybody',
  '/api/smc/': 'anybody',
  '/api/v1/*': 'anybody',
  '/api/v1/activation-code': 'anybody',
  '/api/v1/source-servers': 'anybody',
  '/metrics': 'anybody',
  // For everybody.
  '/api/health': 'anybody',
  '/api/health/live': 'anybody',
  '/api/health/ready': 'anybody',
  '/api/openapi.json': 'anybody',
  // For people.
  '/api/auth/active': 'signed in',
  '/api/changes': 'signed in',
  '/api/export/audit': 'signed in',
  '/api/export/hosts': 'signed in',
  '/api/export/refusals': 'signed in',
  '/api/export/registrations': 'signed in',
  '/api/export/sources': 'signed in',
  '/api/export/tokens': 'signed in',
  '/api/export/unexpected': 'signed in',
  '/api/export/wave-codes': 'signed in',
  '/api/export/waves': 'signed in',
  '/api/namesakes': 'signed in',
  '/api/tokens/[id]/progress': 'signed in',
  '/api/waves/[id]/missing': 'signed in',
  '/api/waves/choices': 'signed in',
  '/api/waves/list': WRITERS,
}
