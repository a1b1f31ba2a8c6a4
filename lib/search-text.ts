/** A text as it is stored to be searched, and as it is searched for: in lower case, since the databases disagree beyond ASCII. */
export function searchText(text: string): string {
  return text.toLowerCase()
}
