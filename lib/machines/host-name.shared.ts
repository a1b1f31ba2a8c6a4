import { searchText } from '../text/search-text.shared'

/** Domains that machines make up where nobody gave them one. */
const NO_DOMAIN = /\.(?:localdomain|local|localhost|lan|internal|home)$/

/**
 * A full host name as it is compared: upper and lower case, and composed letters or not, are alike.
 * A dot at its end says only that it is full, and a domain that machines make up says nothing.
 */
export function hostKeyOf(hostname: string): string {
  return searchText(hostname.trim()).replace(/\.+$/, '').replace(NO_DOMAIN, '')
}
