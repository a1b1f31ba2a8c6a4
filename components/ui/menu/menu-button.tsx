'use client'

import { ActionIcon, type ActionIconProps } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { NotLoaded } from '@/components/form/not-loaded'
import { useAlive } from '@/components/form/use-alive'

/** What menus are made of. */
export type MenuParts = typeof import('./menu').Menu

type MenuButtonProps = Omit<ActionIconProps, 'children'> & {
  label: string
  title?: string
  icon: ReactNode
  position?: 'bottom-start' | 'bottom-end'
  /** What stands in the menu, made of the parts of a menu that have been loaded by then. */
  children: (Menu: MenuParts) => ReactNode
}

const loadMenu = () => import('./menu')

/**
 * A button with a menu, whose script is loaded when somebody points at the button, goes to it or
 * presses it.
 */
export function MenuButton({
  label,
  icon,
  position = 'bottom-end',
  children,
  ...button
}: MenuButtonProps) {
  const alive = useAlive()
  const target = useRef<HTMLButtonElement>(null)
  const [loaded, setLoaded] = useState<{ Menu: MenuParts }>()
  const [opened, setOpened] = useState(false)
  const [failed, setFailed] = useState(false)

  // The button is another element from now on, and has the focus that the first one had; whoever
  // has gone on since is left alone.
  useEffect(() => {
    if (!loaded || document.activeElement !== document.body) return
    target.current?.focus()
    setOpened(true)
  }, [loaded])

  const warm = () => void loadMenu().catch(() => {})
  const open = () =>
    loadMenu().then(
      ({ Menu }) => setLoaded((before) => before ?? { Menu }),
      () => setFailed(true),
    )
  const props = { variant: 'default', size: 36, 'aria-label': label, ...button, ...alive }
  if (!loaded) {
    return (
      <>
        <ActionIcon
          {...props}
          aria-haspopup="menu"
          aria-expanded={false}
          onPointerEnter={warm}
          onFocus={warm}
          onClick={open}
        >
          {icon}
        </ActionIcon>
        {failed && <NotLoaded onClose={() => setFailed(false)} />}
      </>
    )
  }
  const { Menu } = loaded
  return (
    <Menu position={position} opened={opened} onChange={setOpened} withinPortal={false}>
      <Menu.Target>
        <ActionIcon ref={target} {...props}>
          {icon}
        </ActionIcon>
      </Menu.Target>
      {children(Menu)}
    </Menu>
  )
}
