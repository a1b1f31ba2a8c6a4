import { NotFoundPage } from '@/components/layout/not-found-page'

/** For what is gone: the frame stays, and with it a code that nobody has copied yet. */
export default function ConsoleNotFound() {
  return <NotFoundPage component="div" />
}
