import { useEffect, useEffectEvent } from 'react'

/**
 * Tells when somebody sets out for another page, by a link or through the history. Where they were
 * already going does not count: what they asked for on the way they want there.
 */
export function useGoingOn(isWatched: boolean, onGoingOn: () => void): void {
  const goOn = useEffectEvent(onGoingOn)
  useEffect(() => {
    if (!isWatched) return
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('a[href]')) goOn()
    }
    const onPopState = () => goOn()
    // Before the link itself, which may be gone when the press comes up to the document.
    document.addEventListener('click', onClick, { capture: true })
    window.addEventListener('popstate', onPopState)
    return () => {
      document.removeEventListener('click', onClick, { capture: true })
      window.removeEventListener('popstate', onPopState)
    }
  }, [isWatched])
}
