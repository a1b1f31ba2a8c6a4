'use client'

import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react'
import { NotLoaded } from '@/components/form/not-loaded'
import { useAlive } from '@/components/form/use-alive'
import { IconButton } from '../icon-button'

/** What menus are made of. */
export type MenuParts = typeof import('./menu').Menu

type MenuButtonProps = Omit<ComponentProps<typeof IconButton>, 'children'> & {
  label: string
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
  const props = { size: 'large', 'aria-label': label, ...button, ...alive } as const
  if (!loaded) {
    return (
      <>
        <IconButton
          {...props}
          aria-haspopup="menu"
          aria-expanded={false}
          onPointerEnter={warm}
          onFocus={warm}
          onClick={open}
        >
          {icon}
        </IconButton>
        {failed && <NotLoaded onClose={() => setFailed(false)} />}
      </>
    )
  }
  const { Menu } = loaded
  return (
    <Menu position={position} opened={opened} onChange={setOpened} withinPortal={false}>
      <Menu.Target>
        <IconButton ref={target} {...props}>
          {icon}
        </IconButton>
      </Menu.Target>
      {children(Menu)}
    </Menu>
  )
}
