'use client'

import { Button, Group } from '@mantine/core'
import { IconDots, IconKey, IconMaximize } from '@tabler/icons-react'
import Link from 'next/link'
import { useState } from 'react'
import { useAlive } from '@/components/form/use-alive'
import { useCall } from '@/components/form/use-call'
import { useNotify } from '@/components/layout/notices'
import { useCan } from '@/components/layout/permissions'
import { useIssue } from '@/components/tokens/issue/issue-context'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import { MenuButton } from '@/components/ui/menu/menu-button'
import { LIMITS } from '@/lib/tokens/schema.shared'
import type { WaveSummary } from '@/lib/waves/schema.shared'
import { closeWaveAction, reopenWaveAction } from '../actions'
import type { Owner } from './wave-fields'

type WaveMenuProps = { wave: WaveSummary; owners: Owner[] }

const loadDialogs = () => import('./wave-dialogs')

/** All that can be done to a wave. */
export function WaveMenu({ wave, owners }: WaveMenuProps) {
  const canWrite = useCan('waves.write')
  const canIssue = useCan('tokens.write')
  const { openForm } = useIssue()
  const notify = useNotify()
  const alive = useAlive()
  const { call } = useCall()
  const [opened, setOpened] = useState<'edit' | 'delete'>()
  const { id, name, closedAt } = wave
  const close = () => setOpened(undefined)

  async function setClosed(isClosed: boolean) {
    const action = isClosed ? closeWaveAction : reopenWaveAction
    const answer = await call(() => action({ id }))
    const done = `${name} was ${isClosed ? 'closed' : 'reopened'}.`
    notify({ text: answer.ok ? done : `${name} could not be changed. Reload the page.` })
  }

  return (
    <>
      <Group gap="xs">
        {canIssue && (
          <Button
            variant="default"
            leftSection={<IconKey size={16} aria-hidden />}
            onClick={() => openForm(codeOf(wave))}
            {...alive}
          >
            Issue a code for it
          </Button>
        )}
        <Button
          component={Link}
          href={`/waves/${id}/wall`}
          prefetch={false}
          variant="default"
          leftSection={<IconMaximize size={16} aria-hidden />}
        >
          Full screen
        </Button>
        {canWrite && (
          <MenuButton
            label={`Actions for ${name}`}
            title="Actions"
            icon={<IconDots size={18} aria-hidden />}
          >
            {(Menu) => (
              <Menu.Dropdown>
                <Menu.Item onClick={() => setOpened('edit')}>Change</Menu.Item>
                {closedAt ? (
                  <Menu.Item onClick={() => setClosed(false)}>Reopen</Menu.Item>
                ) : (
                  <Menu.Item onClick={() => setClosed(true)}>Close</Menu.Item>
                )}
                <Menu.Divider />
                <Menu.Item c="var(--mantine-color-error)" onClick={() => setOpened('delete')}>
                  Delete
                </Menu.Item>
              </Menu.Dropdown>
            )}
          </MenuButton>
        )}
      </Group>
      {opened && (
        <LazyDialog load={loadDialogs} onClose={close}>
          {({ EditWaveDialog, DeleteWaveDialog }) =>
            opened === 'edit' ? (
              <EditWaveDialog wave={wave} owners={owners} onClose={close} />
            ) : (
              <DeleteWaveDialog wave={wave} onClose={close} />
            )
          }
        </LazyDialog>
      )}
    </>
  )
}

/** A code for all that are missing, called like the wave. */
function codeOf({ id, name, missingCount }: WaveSummary) {
  const { min, max, default: usual } = LIMITS.count
  const count = missingCount > 0 ? Math.min(Math.max(missingCount, min), max) : usual
  return { name: name.replaceAll('.', '-'), count: String(count), waveId: id }
}
