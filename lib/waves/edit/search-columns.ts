import { searchText } from '@/lib/text/search-text.shared'

/** What waves are told apart, sorted and searched by. */
export function searchColumnsOfWave(name: string, description: string | null) {
  const sortName = searchText(name)
  return {
    nameKey: sortName,
    sortName,
    searchText: searchText([name, description ?? ''].join('\n')),
  }
}
