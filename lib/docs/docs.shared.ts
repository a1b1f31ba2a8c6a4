/** The files that are read in the console too, by their names there. */
export const DOC_FILES = {
  guide: 'README.md',
  operations: 'docs/operations.md',
  security: 'docs/security.md',
  'smc-api': 'docs/smc-api.md',
  measured: 'docs/measured.md',
  changes: 'CHANGELOG.md',
} as const

export type DocName = keyof typeof DOC_FILES

export const DOC_NAMES = Object.keys(DOC_FILES) as DocName[]

/**
 * Where a link in a document leads: another document of the console, a place in this one, or out of
 * it; `undefined` for files that only a checkout has.
 */
export function docAddress(from: DocName, href: string): string | undefined {
  if (/^(#|https?:\/\/)/.test(href)) return href
  const { pathname, hash } = new URL(href, `file:///${DOC_FILES[from]}`)
  const name = DOC_NAMES.find((one) => `/${DOC_FILES[one]}` === pathname)
  return name && `/docs/${name}${hash}`
}
