import { Card, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { Logo } from '@/components/layout/logo'
import classes from './layout.module.css'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className={classes.page}>
      <Stack gap="lg" className={classes.column}>
        <Logo />
        <Card withBorder p="lg">
          {children}
        </Card>
      </Stack>
    </main>
  )
}
