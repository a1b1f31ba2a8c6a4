'use client'

import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useCall } from '@/components/form/use-call'
import { useNotify } from '@/components/layout/notices'
import { useCan } from '@/components/layout/permissions'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import { MenuButton } from '@/components/ui/menu/menu-button'
import type { HostSummary } from '@/lib/waves/hosts/summary.shared'
import { decideHostAction, forgetDecisionAction, unwaiveHostAction } from '../actions'

type Opened = 'edit' | 'waive' | 'remove'

const loadDialogs = () => import('./host-dialogs')

/** All that can be done to an expected host. */
export function HostMenu({ waveId, host }: { waveId: string; host: HostSummary }) {
  const canWrite = useCan('waves.write')
  const notify = useNotify()
  const { call } = useCall()
  const [opened, setOpened] = useState<Opened>()
  if (!canWrite) return null
  const { id, hostname, state, source } = host
  const close = () => setOpened(undefined)

  async function run(
    action: () => Promise<{ ok: boolean }>,
    done: string,
    undo?: () => Promise<string>,
  ) {
    const answer = await call(action)
    if (answer.ok) notify({ text: done, undo })
    else notify({ text: `${hostname} could not be changed. Reload the page.` })
  }
  const expectAgain = () =>
    run(() => unwaiveHostAction({ waveId, id }), `${hostname} is expected again.`)
  const takeOff = (sourceId: string) =>
    run(
      () => decideHostAction({ waveId, sourceId, hostId: null }),
      `${source?.name} is not ${hostname} any more.`,
      () => forgetDecision(sourceId),
    )
  const forgetDecision = async (sourceId: string) => {
    const { ok } = await forgetDecisionAction({ waveId, sourceId })
    return ok ? `${source?.name} is what the list says again.` : 'It could not be taken back.'
  }
  const forget = (sourceId: string) =>
    run(
      () => forgetDecisionAction({ waveId, sourceId }),
      `${source?.name} is what the list says again.`,
    )

  return (
    <>
      <MenuButton
        label={`Actions for ${hostname}`}
        title="Actions"
        size="medium"
        icon={<IconDots size={18} aria-hidden />}
      >
        {(Menu) => (
          <Menu.Dropdown>
            <Menu.Item onClick={() => setOpened('edit')}>Change</Menu.Item>
            {state === 'missing' && <Menu.Item onClick={() => setOpened('waive')}>Waive</Menu.Item>}
            {state === 'waived' && <Menu.Item onClick={expectAgain}>Expect again</Menu.Item>}
            {source && <Menu.Item onClick={() => takeOff(source.id)}>This is not it</Menu.Item>}
            {source && host.matchedBy === 'hand' && (
              <Menu.Item onClick={() => forget(source.id)}>Forget what was said of it</Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item c="var(--mantine-color-error)" onClick={() => setOpened('remove')}>
              Remove from the list
            </Menu.Item>
          </Menu.Dropdown>
        )}
      </MenuButton>
      {opened && (
        <LazyDialog load={loadDialogs} onClose={close}>
          {({ HostDialog, WaiveDialog, RemoveHostDialog }) => {
            if (opened === 'edit') return <HostDialog waveId={waveId} host={host} onClose={close} />
            const Dialog = opened === 'waive' ? WaiveDialog : RemoveHostDialog
            return <Dialog waveId={waveId} host={host} onClose={close} />
          }}
        </LazyDialog>
      )}
    </>
  )
}
