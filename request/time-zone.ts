import 'server-only'
import { cookies } from 'next/headers'
import { parseTimeZoneCookie, TIME_ZONE_COOKIE } from '@/lib/time-zone.shared'

/** The zone in which whoever asks wants times; UTC until their browser has told its own. */
export async function requestTimeZone(): Promise<{ zone: string; isUtc: boolean }> {
  return parseTimeZoneCookie((await cookies()).get(TIME_ZONE_COOKIE)?.value)
}
