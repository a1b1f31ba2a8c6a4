import type { Metadata } from 'next'
import { NO_SUCH_PAGE, NotFoundPage } from '@/components/layout/error/not-found-page'

export const metadata: Metadata = { title: NO_SUCH_PAGE }

export default function NotFound() {
  return <NotFoundPage />
}
