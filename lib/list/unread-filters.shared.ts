/**
 * Names of the filters in an address that say something which can't be read. Such a list or export
 * would hold more than was asked for: it is refused, not made without them.
 * @param parameters as they stand in the address
 * @param read what each of the filters was read as
 */
export function unreadFilters(
  parameters: Record<string, unknown>,
  read: Record<string, unknown>,
): string[] {
  return Object.entries(read).flatMap(([name, value]) => {
    const given = parameters[name]
    return given === undefined || given === '' || value !== undefined ? [] : [name]
  })
}
