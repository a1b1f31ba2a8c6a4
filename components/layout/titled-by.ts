import type { Metadata } from 'next'
import { NO_SUCH_PAGE } from './error/not-found-page'

/**
 * Makes the titles of pages around one thing: its name, and the tab where it is not the first. A
 * frame around tabs has no title: below it the name of the product would be missing.
 * @param nameOf what the thing of an ID is called; `undefined` where there is none
 */
export function titledBy(nameOf: (id: string) => Promise<string | undefined>) {
  return (tab?: string) =>
    async ({ params }: { params: Promise<{ id: string }> }): Promise<Metadata> => {
      const name = await nameOf((await params).id)
      if (name === undefined) return { title: NO_SUCH_PAGE }
      return { title: tab ? `${tab} of ${name}` : name }
    }
}
