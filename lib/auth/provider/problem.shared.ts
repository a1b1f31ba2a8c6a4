/** Why somebody whom the provider has proven is not known here. */
export type UnknownReason =
  | 'no_role'
  | 'no_email'
  | 'email_taken'
  | 'identity_taken'
  | 'link_over'
  | 'session_over'

/** Why single sign-on let nobody in. */
export type ProviderProblem =
  | 'provider_off'
  | 'provider_away'
  | 'provider_refused'
  | 'provider_failed'
  | 'too_late'
  | 'too_many'
  | 'another_person'
  | 'deactivated'
  | UnknownReason

/** What is said of the provider: what it is called, and the claims that matter here. */
export type ProviderWords = { label: string; rolesClaim: string; emailClaim: string }
