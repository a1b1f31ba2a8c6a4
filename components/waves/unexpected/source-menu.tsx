'use client'

import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useCall } from '@/components/form/use-call'
import { useNotify } from '@/components/layout/notices'
import { useCan } from '@/components/layout/permissions'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import { MenuButton } from '@/components/ui/menu/menu-button'
import type { UnexpectedSummary } from '@/lib/waves/unexpected/summary.shared'
import { addHostAction, dropSourceAction, forgetDecisionAction, keepSourceAction } from '../actions'

const loadDialog = () => import('./decide-dialog')

/** What can be done about a source server that nobody planned. */
export function SourceMenu({ waveId, source }: { waveId: string; source: UnexpectedSummary }) {
  const canWrite = useCan('waves.write')
  const notify = useNotify()
  const { call } = useCall()
  const [isDeciding, setIsDeciding] = useState(false)
  if (!canWrite) return null
  const { id, name, hostname, kind, isDecided, hosts } = source
  const whose = { waveId, sourceId: id }
  const close = () => setIsDeciding(false)

  async function run(action: () => Promise<{ ok: boolean; reason?: string }>, done: string) {
    const answer = await call(action)
    const why =
      answer.ok || answer.reason !== 'in_another_wave'
        ? 'could not be changed. Reload the page.'
        : 'belongs to another wave. Take it out of that one first.'
    notify({ text: answer.ok ? done : `${name} ${why}` })
  }
  const expect = () =>
    run(() => addHostAction({ waveId, host: { hostname } }), `${hostname} is on the list now.`)
  const keep = () => run(() => keepSourceAction(whose), `${name} belongs to this wave now.`)
  const drop = () => run(() => dropSourceAction(whose), `${name} was taken out of this wave.`)

  const forget = () =>
    run(() => forgetDecisionAction(whose), `${name} is what the list says again.`)

  return (
    <>
      <MenuButton
        label={`Actions for ${name}`}
        title="Actions"
        size="medium"
        icon={<IconDots size={18} aria-hidden />}
      >
        {(Menu) => (
          <Menu.Dropdown>
            <Menu.Item onClick={() => setIsDeciding(true)}>Say which host it is</Menu.Item>
            {isDecided && <Menu.Item onClick={forget}>Forget what was said of it</Menu.Item>}
            {hosts.length === 0 && !isDecided && (
              <Menu.Item onClick={expect}>Add to the list</Menu.Item>
            )}
            {kind !== 'accepted' && <Menu.Item onClick={keep}>Keep in this wave</Menu.Item>}
            {kind !== 'left' && <Menu.Item onClick={drop}>Take out of this wave</Menu.Item>}
          </Menu.Dropdown>
        )}
      </MenuButton>
      {isDeciding && (
        <LazyDialog load={loadDialog} onClose={close}>
          {({ DecideDialog }) => <DecideDialog waveId={waveId} source={source} onClose={close} />}
        </LazyDialog>
      )}
    </>
  )
}
