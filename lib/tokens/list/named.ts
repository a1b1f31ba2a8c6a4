import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { idPattern } from '@/lib/ids.shared'
import { searchText } from '@/lib/text/search-text.shared'
import { parseTokenListQuery } from './query.shared'
import { listTokens } from './reads'

/** Codes whose rows of another list are looked for at once. */
const MOST = 50

/** IDs of the tokens, the newest first, that have a text in their name; at most 50. */
export async function tokenIdsNamed(actor: Actor, text: string): Promise<string[]> {
  const query = { ...parseTokenListQuery({ search: text }), size: MOST }
  const { entries } = await listTokens(actor, query)
  const wanted = searchText(text)
  return entries.flatMap(({ id, name }) => (name && searchText(name).includes(wanted) ? [id] : []))
}

/** IDs of the tokens that a text means: the one of this ID, or those that have it in their name. */
export async function tokenIdsCalled(actor: Actor, text: string): Promise<string[]> {
  return idPattern('at').test(text) ? [text] : tokenIdsNamed(actor, text)
}
