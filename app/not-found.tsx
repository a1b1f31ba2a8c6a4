import { NoSuchPage } from '@/components/shell/no-such-page'

export default function NotFound() {
  return <NoSuchPage />
}
