import { NoSuchPage } from '@/components/layout/not-found-page'

export default function NotFound() {
  return <NoSuchPage />
}
