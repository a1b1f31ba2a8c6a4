/** The parameters of a page's address, as it was sent: whatever somebody wrote there. */
type SearchParams = Record<string, string | string[] | undefined>

/** What Next gives a page. `Params` are the parts of its path that vary. */
export type PageProps<Params = unknown> = {
  params: Promise<Params>
  searchParams: Promise<SearchParams>
}
