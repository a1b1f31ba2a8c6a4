import 'server-only'
import { db } from '../db/client'
import { canSendMail, sendMail } from '../mail'
import { LINK_HOURS, type LinkKind } from './schema.shared'

const TEXTS: Record<LinkKind, { subject: string; text: string }> = {
  invitation: {
    subject: 'Your invitation to Activation Console',
    text: 'You were invited to Activation Console. Choose a password with this link:',
  },
  reset: {
    subject: 'A new password for Activation Console',
    text: 'An administrator has made you a link with which you choose a new password:',
  },
}

/**
 * Mails a one-time link to whom it is for, where mails can be sent.
 * @returns whether it was sent
 */
export async function sendLink(
  to: { email: string } | { id: string },
  { kind, address }: { kind: LinkKind; address: string },
): Promise<boolean> {
  if (!canSendMail()) return false
  const email =
    'email' in to
      ? to.email
      : (await db.person.findUniqueOrThrow({ where: { id: to.id }, select: { email: true } })).email
  const { subject, text } = TEXTS[kind]
  return sendMail({
    to: email,
    subject,
    text: `${text}\n\n${address}\n\nIt is good once, for ${LINK_HOURS} hours.\n`,
  })
}
