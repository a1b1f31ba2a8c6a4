'use client'

import './mantine-styles'
import { ErrorPage } from '@/components/layout/error/error-page'
import { ThemeProvider } from '@/components/layout/theme-provider'

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <ThemeProvider nonce="">
          <ErrorPage error={error} retry={retry} />
        </ThemeProvider>
      </body>
    </html>
  )
}
