'use client'

import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { MenuButton } from '../ui/menu/menu-button'

const SCHEMES = [
  { value: 'auto', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** Switches between light, dark and what the system prefers. */
export function ColorSchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <MenuButton
      label="Colours"
      title="Colours"
      icon={
        <>
          <IconSun size={18} aria-hidden className="mantine-light-hidden" />
          <IconMoon size={18} aria-hidden className="mantine-dark-hidden" />
        </>
      }
    >
      {(Menu) => (
        <Menu.Dropdown>
          <Menu.RadioGroup
            value={colorScheme}
            onChange={(value) => setColorScheme(value as MantineColorScheme)}
          >
            {SCHEMES.map(({ value, label }) => (
              <Menu.RadioItem key={value} value={value} closeMenuOnClick>
                {label}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      )}
    </MenuButton>
  )
}
