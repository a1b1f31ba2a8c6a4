'use client'

import { Text, TextInput } from '@mantine/core'
import formClasses from '@/components/form/form.module.css'
import { serverNow } from '@/components/ui/time/server-now'
import { useExactTime, useTimeZone } from '@/components/ui/time/time-zone'
import { MILLISECONDS_A_DAY } from '@/lib/time.shared'
import { dayOf } from '@/lib/time-zone.shared'
import { extendSchema, LIMITS } from '@/lib/tokens/schema.shared'

type NewExpiryProps = {
  days: string
  /** When the code expires now. */
  present: Date
  onDays: (days: string) => void
}

/** When a code expires that is valid for so many days from now; the day can be chosen instead. */
export function NewExpiry({ days, present, onDays }: NewExpiryProps) {
  const exactTime = useExactTime()
  const { zone } = useTimeZone()
  const valid = extendSchema.safeParse({ timeToLiveInDays: days }).data?.timeToLiveInDays
  const later = (more: number) => new Date(serverNow().getTime() + more * MILLISECONDS_A_DAY)
  const expiresAt = valid === undefined ? undefined : later(valid)

  function choose(day: string) {
    const distance = Date.parse(day) - Date.parse(dayOf(serverNow(), zone))
    if (!Number.isNaN(distance)) onDays(String(Math.round(distance / MILLISECONDS_A_DAY)))
  }

  return (
    <div>
      <TextInput
        type="date"
        label={`Or until (${zone})`}
        value={expiresAt ? dayOf(expiresAt, zone) : ''}
        min={dayOf(new Date(Math.max(later(1).getTime(), present.getTime())), zone)}
        max={dayOf(later(LIMITS.timeToLiveInDays.max), zone)}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <div role="status" className={formClasses.live}>
        {expiresAt && (
          <Text size="sm" mt="xs">
            {expiresAt > present
              ? `It will expire ${exactTime(expiresAt)}.`
              : 'The code is valid for longer as it is.'}
          </Text>
        )}
      </div>
    </div>
  )
}
