/**
 * Runs something when the page has been painted and has nothing else to do. Safari can't tell when
 * that is.
 * @returns takes it back, if it has not run yet
 */
export function whenIdle(run: () => void): () => void {
  let isWanted = true
  const runOnce = () => {
    if (isWanted) run()
  }
  requestAnimationFrame(() =>
    'requestIdleCallback' in window ? requestIdleCallback(runOnce) : setTimeout(runOnce, 0),
  )
  return () => {
    isWanted = false
  }
}
