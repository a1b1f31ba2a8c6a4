'use client'

import { Button, Group } from '@mantine/core'
import {
  IconBan,
  IconCalendarPlus,
  IconCircleCheck,
  IconCopyPlus,
  IconDots,
  IconPencil,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useAlive } from '@/components/form/use-alive'
import { useCan } from '@/components/layout/permissions'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import { MenuButton, type MenuParts } from '@/components/ui/menu/menu-button'
import type { TokenSummary } from '@/lib/tokens/schema.shared'
import { settingsOf } from '../issue/form-values'
import { useIssue } from '../issue/issue-context'
import { nameOf } from '../token-name'
import type { ConfirmedChange } from './confirm-change'

type Opened = 'edit' | 'extend' | ConfirmedChange

const loadDialogs = () => import('./dialogs')

const ICON = { size: 16, 'aria-hidden': true } as const

/**
 * All that can be done to a code: in a row's menu, or on its page with the most wanted as buttons.
 */
export function TokenMenu({ token, page }: { token: TokenSummary; page?: boolean }) {
  const canWrite = useCan('tokens.write')
  const { openForm } = useIssue()
  const router = useRouter()
  const alive = useAlive()
  const [opened, setOpened] = useState<Opened>()
  if (!canWrite) return null
  const isDisabled = token.status === 'disabled'
  const close = () => setOpened(undefined)
  const item = (
    Menu: MenuParts,
    open: Opened,
    label: string,
    icon: React.ReactNode,
    color?: string,
  ) => (
    <Menu.Item leftSection={icon} c={color} onClick={() => setOpened(open)}>
      {label}
    </Menu.Item>
  )

  const menu = (
    <MenuButton
      label={`Actions for ${nameOf(token)}`}
      title="Actions"
      size={page ? 'large' : 'medium'}
      icon={<IconDots size={18} aria-hidden />}
    >
      {(Menu) => (
        <Menu.Dropdown>
          {!page && item(Menu, 'edit', 'Change', <IconPencil {...ICON} />)}
          {!page && item(Menu, 'extend', 'Extend', <IconCalendarPlus {...ICON} />)}
          {!page &&
            (isDisabled
              ? item(Menu, 'enable', 'Enable', <IconCircleCheck {...ICON} />)
              : item(Menu, 'disable', 'Disable', <IconBan {...ICON} />))}
          {item(Menu, 'replace', 'Replace code', <IconRefresh {...ICON} />)}
          <Menu.Item
            leftSection={<IconCopyPlus {...ICON} />}
            onClick={() => openForm(settingsOf(token))}
          >
            Clone settings
          </Menu.Item>
          <Menu.Divider />
          {item(Menu, 'delete', 'Delete', <IconTrash {...ICON} />, 'var(--mantine-color-error)')}
        </Menu.Dropdown>
      )}
    </MenuButton>
  )

  return (
    <>
      {page ? (
        <Group gap="xs" wrap="wrap">
          <Button
            variant="default"
            leftSection={<IconPencil {...ICON} />}
            onClick={() => setOpened('edit')}
            {...alive}
          >
            Change
          </Button>
          <Button
            variant="default"
            leftSection={<IconCalendarPlus {...ICON} />}
            onClick={() => setOpened('extend')}
            {...alive}
          >
            Extend
          </Button>
          <Button
            variant="default"
            leftSection={isDisabled ? <IconCircleCheck {...ICON} /> : <IconBan {...ICON} />}
            onClick={() => setOpened(isDisabled ? 'enable' : 'disable')}
            {...alive}
          >
            {isDisabled ? 'Enable' : 'Disable'}
          </Button>
          {menu}
        </Group>
      ) : (
        menu
      )}
      {opened && (
        <LazyDialog load={loadDialogs} onClose={close}>
          {({ EditDialog, ExtendDialog, ConfirmChange }) => {
            if (opened === 'edit') return <EditDialog token={token} onClose={close} />
            if (opened === 'extend') return <ExtendDialog token={token} onClose={close} />
            return (
              <ConfirmChange
                change={opened}
                token={token}
                onClose={close}
                onDone={() => opened === 'delete' && page && router.replace('/tokens')}
              />
            )
          }}
        </LazyDialog>
      )}
    </>
  )
}
