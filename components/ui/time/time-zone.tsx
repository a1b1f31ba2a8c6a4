'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { formatMoment, TIME_ZONE_COOKIE, UTC } from '@/lib/time-zone.shared'
import { whenIdle } from '../when-idle'

type TimeZone = {
  zone: string
  isUtc: boolean
  /** Shows times in UTC, or again in the reader's own zone. */
  setUtc: (isUtc: boolean) => void
}

const Context = createContext<TimeZone>({ zone: UTC, isUtc: false, setUtc: () => {} })

const YEAR_SECONDS = 31_536_000

function keep(value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not there under plain HTTP
  document.cookie = `${TIME_ZONE_COOKIE}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
}

type WithTemporal = { Temporal?: { Now: { timeZoneId(): string } } }

/** The zone of the browser. Where it has no Temporal yet, asking takes a slow phone a moment. */
export const ownZone = () =>
  (globalThis as WithTemporal).Temporal?.Now.timeZoneId() ??
  Intl.DateTimeFormat().resolvedOptions().timeZone

type TimeZoneProviderProps = { zone: string; isUtc: boolean; children: ReactNode }

/**
 * Tells what lies below in which zone times stand: the one that the server was told, and once the
 * page is alive the reader's own, which is kept for the next page.
 */
export function TimeZoneProvider({ zone: sent, isUtc: sentUtc, children }: TimeZoneProviderProps) {
  const router = useRouter()
  const [isUtc, setIsUtc] = useState(sentUtc)
  const [zone, setZone] = useState(sent)

  useEffect(() => {
    if (isUtc) return
    return whenIdle(() => {
      if (ownZone() === sent) return
      keep(`local:${ownZone()}`)
      setZone(ownZone())
    })
  }, [isUtc, sent])

  const value = useMemo(
    () => ({
      zone: isUtc ? UTC : zone,
      isUtc,
      setUtc(wanted: boolean) {
        keep(wanted ? UTC : `local:${ownZone()}`)
        setZone(ownZone())
        setIsUtc(wanted)
        router.refresh()
      },
    }),
    [isUtc, zone, router],
  )
  return <Context value={value}>{children}</Context>
}

/** The zone in which times stand, and the switch between it and UTC. */
export function useTimeZone(): TimeZone {
  return use(Context)
}

/** Writes moments in the zone in which times stand. */
export function useExactTime(): (at: Date) => string {
  const { zone } = useTimeZone()
  return (at) => formatMoment(at, zone)
}
