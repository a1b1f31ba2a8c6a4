import type { Metadata } from 'next'
import { NO_SUCH_PAGE, NotFoundPage } from '@/components/layout/error/not-found-page'

export const metadata: Metadata = { title: NO_SUCH_PAGE }

/** For what is gone: the frame stays, and with it a code that nobody has copied yet. */
export default function ConsoleNotFound() {
  return <NotFoundPage component="div" />
}
