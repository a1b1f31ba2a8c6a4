import 'server-only'
import { createTransport } from 'nodemailer'
import { env } from './env'
import { log } from './log'

/** How long a mail server may take, in milliseconds. */
const TIMEOUT = 10_000

/** Whether mails can be sent: nothing depends on it. */
export function canSendMail(): boolean {
  return env().SMTP_URL !== undefined
}

/**
 * Sends a mail, where `SMTP_URL` names a server for it.
 * @returns whether the server took it; what went wrong is in the log
 */
export async function sendMail(mail: {
  to: string
  subject: string
  text: string
}): Promise<boolean> {
  const { SMTP_URL, SMTP_FROM } = env()
  if (!SMTP_URL) return false
  const transport = createTransport(SMTP_URL, {
    from: SMTP_FROM,
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
  } as object)
  try {
    await transport.sendMail(mail)
    return true
  } catch (error) {
    log.warn({ err: error }, 'a mail could not be sent')
    return false
  } finally {
    transport.close()
  }
}
