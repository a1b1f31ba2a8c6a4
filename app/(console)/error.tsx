'use client'

import { ErrorPage } from '@/components/layout/error/error-page'

/**
 * Stands in place of a page that fails; the frame around it stays, and with it a code that nobody
 * has copied yet.
 */
export default function ConsoleErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorPage error={error} retry={retry} component="div" />
}
