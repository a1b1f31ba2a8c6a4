/**
 * A text as it is stored to be searched, and as it is searched for: in lower case, since the
 * databases disagree beyond ASCII, and with composed letters, which some systems take apart (`u`
 * and two dots).
 */
export function searchText(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
