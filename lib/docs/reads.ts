import 'server-only'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { slug } from 'github-slugger'
import { DOC_FILES, type DocName } from './docs.shared'

/** A document, as Markdown, and its parts in order; `id` is what links to a part name. */
export type Doc = { name: DocName; text: string; parts: { id: string; title: string }[] }

const isDocName = (name: string): name is DocName => Object.hasOwn(DOC_FILES, name)

/** Reads a document that lies beside the program; `undefined` where there is none of this name. */
export function readDoc(name: string): Doc | undefined {
  if (!isDocName(name)) return undefined
  const text = readFileSync(join(process.cwd(), DOC_FILES[name]), 'utf8').replaceAll('\r\n', '\n')
  const outsideCode = text.replace(/^```[\s\S]*?^```$/gm, '')
  const titles = [...outsideCode.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title.replace(/[*`]/g, ''),
  )
  return { name, text, parts: titles.map((title) => ({ id: slug(title), title })) }
}
