'use client'

import { Anchor, Container, Group } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ColorSchemeSwitch } from './color-scheme-switch'
import classes from './console-shell.module.css'
import { Logo } from './logo'
import { Navigation } from './navigation'

type ConsoleShellProps = {
  /** What stands at the end of the header beside the switch of colours. */
  primaryAction: ReactNode
  account: ReactNode
  children: ReactNode
}

/** The frame of the console's pages: name, navigation, what is done most, and the person's menu. */
export function ConsoleShell({ primaryAction, account, children }: ConsoleShellProps) {
  return (
    <>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <header className={classes.header}>
        <Container size="xl" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap" gap="xs">
            <Group gap="lg" wrap="nowrap" className={classes.start}>
              <Anchor
                component={Link}
                prefetch={false}
                href="/"
                underline="never"
                c="inherit"
                className={classes.logo}
                aria-label="Activation Console"
              >
                <Logo />
              </Anchor>
              <Navigation />
            </Group>
            <Group gap="xs" wrap="nowrap">
              {primaryAction}
              <ColorSchemeSwitch />
              {account}
            </Group>
          </Group>
        </Container>
      </header>
      <main id="content" tabIndex={-1} className={classes.main}>
        <Container size="xl" py="lg">
          {children}
        </Container>
      </main>
    </>
  )
}
