'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from 'react'

type ListAddress = {
  /**
   * What the list will show when all that was chosen has arrived; what is on the screen may be
   * older.
   */
  parameters: URLSearchParams
  /** Whether the list on the screen is the one that was chosen, whatever its page. */
  isShown: boolean
  /** The address of the list with some parameters changed; an empty value takes one away. */
  hrefWith: (change: Record<string, string>) => string
  /** Goes to an address that was made from these. */
  go: (href: string) => void
  /** The address of a list as it was left, with its filters. */
  lastOf: (pathname: string) => string
}

const ListAddressContext = createContext<ListAddress | undefined>(undefined)

const normal = (search: string) => new URLSearchParams(search).toString()

/** What a list shows, without the page of it. */
const withoutPage = (search: string) =>
  [...new URLSearchParams(search)].filter(([name]) => !/(after|before)$/i.test(name)).join('&')

/**
 * Knows what was chosen last, before the server has rendered it: of two quick choices, or of one
 * right after Back, the second is made from the first, and none is lost. Everything that changes
 * the address of a list asks here.
 */
export function ListAddressProvider({ children }: { children: ReactNode }) {
  const router = useRouter()
  const pathname = usePathname()
  const shown = useSearchParams().toString()
  const [isPending, startTransition] = useTransition()
  const [asked, setAsked] = useState<string>()

  useEffect(() => {
    const note = () => setAsked(normal(window.location.search))
    window.addEventListener('popstate', note)
    return () => window.removeEventListener('popstate', note)
  }, [])

  // What was asked for has arrived, unless something newer is on its way.
  useEffect(() => {
    if (
      !isPending &&
      pathname === window.location.pathname &&
      shown === normal(window.location.search)
    )
      setAsked(undefined)
  }, [pathname, shown, isPending])

  const wanted = asked ?? shown
  const left = useRef(new Map<string, string>())
  useEffect(() => {
    left.current.set(pathname, shown ? `${pathname}?${shown}` : pathname)
  }, [pathname, shown])

  const address = useMemo<ListAddress>(() => {
    const parameters = new URLSearchParams(wanted)
    return {
      parameters,
      isShown: withoutPage(wanted) === withoutPage(shown),
      hrefWith(change) {
        const changed = new URLSearchParams(parameters)
        for (const [name, value] of Object.entries(change)) {
          if (value === '') changed.delete(name)
          else changed.set(name, value)
        }
        return changed.size > 0 ? `${pathname}?${changed}` : pathname
      },
      lastOf: (list) => left.current.get(list) ?? list,
      go(href) {
        setAsked(normal(href.split('?')[1] ?? ''))
        startTransition(() => router.push(href))
      },
    }
  }, [wanted, shown, pathname, router])
  return <ListAddressContext value={address}>{children}</ListAddressContext>
}

/** The address of the list on this page. */
export function useListAddress(): ListAddress {
  const address = use(ListAddressContext)
  if (!address) throw new Error('a list needs a ListAddressProvider around it')
  return address
}
