'use client'

import { MantineProvider } from '@mantine/core'
import { setNonce } from 'get-nonce'
import { type ReactNode, useEffect, useState } from 'react'
import { HydratedProvider } from '../form/use-hydrated'
import { cssVariablesResolver, theme } from './theme'

/**
 * The look of everything. `nonce` lets style elements pass the Content-Security-Policy: the one of
 * the document, which stays in force when the router later renders this with the nonce of another
 * answer.
 */
export function ThemeProvider({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [documentNonce] = useState(nonce)
  // The style element with which dialogs stop the page from scrolling asks for it here.
  useEffect(() => setNonce(documentNonce), [documentNonce])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => documentNonce}
    >
      <HydratedProvider>{children}</HydratedProvider>
    </MantineProvider>
  )
}
