/** What looks like an activation code; somebody may put one into an address. */
const CODE_LIKE = /act[A-Za-z0-9]{29,}/g

/** How often somebody may have encoded what is encoded. */
const TIMES = 4

/**
 * A path as the log keeps it: with its percent signs resolved where there is a code behind them,
 * and without the code.
 */
export function loggedPath(path: string): string {
  let decoded = path
  // Each sign on its own: one that means nothing must not hide the others.
  for (let time = 0; time < TIMES; time++)
    decoded = decoded.replace(/%[0-7][0-9a-f]/gi, (sign) => decodeURIComponent(sign))
  const clean = decoded.replace(CODE_LIKE, 'act…')
  return clean === decoded ? path : clean
}
