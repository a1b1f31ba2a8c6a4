import './mantine-styles'
import '@fontsource-variable/inter/wght.css'
import './fonts.css'
import './global.css'
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { REQUEST_ID_META } from '@/components/layout/error/request-id'
import { ThemeProvider } from '@/components/layout/theme-provider'
import { requestFacts } from '@/request/facts'

/** Made for each page, also for one that fails: the error page says the request ID in it. */
export async function generateMetadata(): Promise<Metadata> {
  return {
    title: { template: '%s · Activation Console', default: 'Activation Console' },
    description: 'Issues activation codes with which source servers register for migration.',
    robots: { index: false, follow: false },
    other: { [REQUEST_ID_META]: (await requestFacts()).requestId },
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  width: 'device-width',
  initialScale: 1,
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? ''
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" suppressHydrationWarning />
      </head>
      <body>
        <ThemeProvider nonce={nonce}>{children}</ThemeProvider>
      </body>
    </html>
  )
}
