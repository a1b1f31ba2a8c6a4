import { refuseParameter, type SmcFailure } from './problem'

/** Names and values of a query or form, decoded, in the order in which they came. */
export type Pairs = [name: string, value: string][]

/** No more parameters are read than any operation can have. */
const MOST_PAIRS = 300

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

/**
 * Decodes a query or a form. What is signed are the decoded texts, so clients may encode more or
 * less than they must.
 * @returns a refusal for what is no UTF-8 in percent-encoding, or holds the character NUL
 */
export function parsePairs(text: string): { ok: true; pairs: Pairs } | SmcFailure {
  const pairs: Pairs = []
  for (const part of text.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const [rawName, rawValue] =
      equals === -1 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)]
    const [name, value] = [decode(rawName), decode(rawValue)]
    if (name === undefined || value === undefined || name.includes('\0') || value.includes('\0'))
      return refuseParameter(name ?? rawName)
    pairs.push([name, value])
  }
  return pairs.length > MOST_PAIRS
    ? refuseParameter('Parameters', `Send at most ${MOST_PAIRS}.`)
    : { ok: true, pairs }
}

/**
 * All parameters by their names; a name that is given twice is refused, wherever its values stand.
 */
export function uniqueParameters(
  pairs: Pairs,
): { ok: true; parameters: Map<string, string> } | SmcFailure {
  const parameters = new Map<string, string>()
  for (const [name, value] of pairs) {
    if (parameters.has(name)) return refuseParameter(name, 'It is given more than once.')
    parameters.set(name, value)
  }
  return { ok: true, parameters }
}

/**
 * The values of a list, `AccessTokenId.1`, `AccessTokenId.2` …, in the order of their numbers;
 * empty ones say nothing.
 * @returns a refusal for the name without a number or with a wrong one: a filter must not disappear
 *   without a word
 */
export function listParameter(
  parameters: Map<string, string>,
  name: string,
): { ok: true; values: string[] } | SmcFailure {
  const numbered: [number, string][] = []
  for (const [key, value] of parameters) {
    if (!isOfList(name, key)) continue
    const number = key.slice(name.length + 1)
    if (!/^[1-9]\d{0,4}$/.test(number))
      return refuseParameter(key, `Number the values: ${name}.1, ${name}.2 and so on.`)
    if (value !== '') numbered.push([Number(number), value])
  }
  return { ok: true, values: numbered.sort(([a], [b]) => a - b).map(([, value]) => value) }
}

/**
 * Parameters of every call: those of the protocol, and those that say whose resources are meant and
 * so select nothing here.
 */
const OF_EVERY_CALL = new Set([
  'Action',
  'Version',
  'Format',
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'SignatureType',
  'Timestamp',
  'RegionId',
  'OwnerId',
  'OwnerAccount',
  'ResourceOwnerId',
  'ResourceOwnerAccount',
])

/**
 * Whether an operation takes a parameter.
 * @param taken its parameters; `Name.N` stands for a list, of which {@link listParameter} says what
 *   is wrong with it
 */
export function isTaken(taken: string[], name: string): boolean {
  return (
    OF_EVERY_CALL.has(name) ||
    taken.some((one) => (one.endsWith('.N') ? isOfList(one.slice(0, -2), name) : one === name))
  )
}

const isOfList = (list: string, name: string) => name === list || name.startsWith(`${list}.`)
