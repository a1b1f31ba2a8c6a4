'use client'

import '@mantine/core/styles.css'
import { Failure } from '@/components/shell/failure'
import { ThemeProvider } from '@/components/shell/theme-provider'

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <ThemeProvider nonce="">
          <Failure error={error} retry={retry} />
        </ThemeProvider>
      </body>
    </html>
  )
}
