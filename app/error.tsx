'use client'

import { Failure } from '@/components/layout/error-page'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure error={error} retry={retry} />
}
