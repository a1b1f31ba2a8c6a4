import { Clamped } from '@/components/ui/clamped'
import type { HostSummary } from '@/lib/waves/hosts/summary.shared'
import classes from '../waves.module.css'

/** What a host is called, with what else its line says. */
export function HostName({ host }: { host: HostSummary }) {
  const { hostname, externalId, address, platform } = host
  const facts = [externalId, address, platform].filter(Boolean).join(', ')
  return (
    <>
      <Clamped text={hostname} fw={600} />
      {facts && <span className={classes.second}>{facts}</span>}
    </>
  )
}

/** What a host is for, and whom to ask. */
export function HostPurpose({ host: { application, owner, note } }: { host: HostSummary }) {
  const lines = [application, owner, note].filter(Boolean)
  return lines.length > 0 ? <Clamped text={lines.join('; ')} inherit={false} size="sm" /> : '–'
}
