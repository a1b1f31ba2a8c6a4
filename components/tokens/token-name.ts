/** What a code is called on the screen: its name with the ID, or the ID alone. */
export function nameOf({ id, name }: { id: string; name: string | null }): string {
  return name ? `${name} (${id})` : id
}
