/** Where people land who had no other page in mind. */
export const HOME = '/'

/**
 * The page to return to after sign-in, from a URL that anyone may have written.
 * @returns a path of this site, or the first page of the console for anything else
 */
export function safeReturnPath(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || /[\t\n\r]/.test(next)) return HOME
  const base = 'http://console.invalid'
  if (!URL.canParse(next, base)) return HOME
  const url = new URL(next, base)
  // Dots are resolved by now: `/..//host` has become `//host`.
  const isOurs =
    url.origin === base &&
    !/^\/(\/|(sign-in|setup|second-factor|invitation|new-password|api)(\/|$))/.test(url.pathname)
  return isOurs ? url.pathname + url.search : HOME
}
