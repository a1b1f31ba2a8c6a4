import 'server-only'
import type { NewLink, ShownLink } from '@/lib/people/schema.shared'
import { sendLink } from '@/lib/people/send-link'
import { ownOrigin } from './facts'

/**
 * Makes the address of a link that was just made, and mails it where mails can be sent.
 */
export async function withAddress<R extends { ok: true; link: NewLink } | { ok: false }>(
  result: R,
  to: { email: string } | { id: string },
): Promise<{ ok: true; link: ShownLink } | Extract<R, { ok: false }>> {
  if (!result.ok) return result as Extract<R, { ok: false }>
  const { token, ...link } = result.link
  const page = link.kind === 'invitation' ? 'invitation' : 'new-password'
  const address = `${await ownOrigin()}/${page}#${token}`
  const mailed = await sendLink(to, { ...link, address })
  return { ok: true, link: { ...link, address, mailed } }
}
