import { lengthOf } from '@/lib/text/length.shared'
import { textProblem } from '@/lib/text/visible-text.shared'
import type { Parameters } from './operation'
import { refuseParameter, type SmcFailure } from './problem'

export type Tag = { key: string; value?: string }

const MOST_TAGS = 20
const MOST_CHARACTERS = 128

/**
 * The tags of a call, `Tag.1.Key`, `Tag.1.Value` …, in the order of their numbers.
 * @returns a refusal for what is no tag: a filter must not disappear without a word
 */
export function tagsOf(parameters: Parameters): { ok: true; tags: Tag[] } | SmcFailure {
  const numbered = new Map<number, Partial<Tag>>()
  for (const [name, value] of parameters) {
    if (name !== 'Tag' && !name.startsWith('Tag.')) continue
    const parts = /^Tag\.([1-9]\d{0,4})\.(Key|Value)$/.exec(name)
    if (!parts) return refuseParameter(name, 'Write Tag.1.Key, Tag.1.Value and so on.')
    const number = Number(parts[1])
    const tag = numbered.get(number) ?? {}
    if (parts[2] === 'Key') tag.key = value
    else tag.value = value
    numbered.set(number, tag)
  }
  if (numbered.size > MOST_TAGS) return refuseParameter('Tag.N', `Name at most ${MOST_TAGS}.`)
  const tags: Tag[] = []
  for (const [number, { key = '', value }] of [...numbered].sort(([a], [b]) => a - b)) {
    const rule = tagProblem(key, value ?? '')
    if (rule) return refuseParameter(`Tag.${number}.Key`, rule)
    if (tags.some((tag) => tag.key === key))
      return refuseParameter(`Tag.${number}.Key`, 'The key is given more than once.')
    tags.push({ key, ...(value !== undefined && { value }) })
  }
  return { ok: true, tags }
}

/** The rules of the service: 1 to 128 characters, and nothing that is taken for its own. */
function tagProblem(key: string, value: string): string | undefined {
  if (key === '') return 'A tag has a key.'
  if (lengthOf(key) > MOST_CHARACTERS || lengthOf(value) > MOST_CHARACTERS)
    return `Key and value have at most ${MOST_CHARACTERS} characters.`
  if (/^(?:acs:|aliyun)/i.test(key)) return 'A key must not begin with acs: or aliyun.'
  if (/https?:\/\//i.test(key + value)) return 'Key and value must not hold http:// or https://.'
  return textProblem('Key', key, 'line') ?? textProblem('Value', value, 'line')
}
