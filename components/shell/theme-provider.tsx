'use client'

import { MantineProvider } from '@mantine/core'
import { setNonce } from 'get-nonce'
import type { ReactNode } from 'react'
import { cssVariablesResolver, theme } from './theme'

/** The look of everything. `nonce` lets Mantine's style element pass the Content-Security-Policy. */
export function ThemeProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  // The style element with which dialogs stop the page from scrolling asks for the nonce here.
  setNonce(nonce)
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      {children}
    </MantineProvider>
  )
}
