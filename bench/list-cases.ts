/**
 * What the lists are narrowed by, in the parameters of their URLs. `rare` is the ID of one token.
 */
export function filters(rare: string): Record<string, Record<string, string>> {
  return {
    everything: {},
    active: { status: 'active' },
    disabled: { status: 'disabled' },
    expired: { status: 'expired' },
    'used up': { status: 'exhausted' },
    'expires within 7 days': { expires: '7' },
    'expires within 30 days': { expires: '30' },
    'never used': { used: 'never' },
    used: { used: 'used' },
    'nearly used up': { used: 'nearly' },
    'created by one of 20': { by: 'p-bench7' },
    'active, used, by one of 20': { status: 'active', used: 'used', by: 'p-bench7' },
    'search: one match': { search: rare },
    'search: no match': { search: 'no-such-thing' },
    'search: 1 in 1000': { search: 'cabinet 511' },
    'search: 1 in 100, all of one age': { search: 'wave-7:' },
    'search: 1 in 10, all of one age': { search: 'wave-3' },
    'search: 4 in 5': { search: 'rack' },
    'search: two letters': { search: 'wa' },
    'search: two letters, no match': { search: 'zz' },
    'search: 1 in 2, active': { search: 'cabinet', status: 'active' },
  }
}
