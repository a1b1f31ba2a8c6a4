import * as z from 'zod/mini'
import { invalid } from '@/lib/answer.shared'
import { askForPasskey } from '@/lib/auth/second-factor/passkeys'
import { personWaiting } from '@/lib/auth/sign-in/sign-in'
import { ownOrigin } from '@/request/facts'
import { handlePublicPost } from '@/request/public-endpoint'
import { anySession } from '@/request/session'
import { tooManyBegun } from '@/request/visitors'

const beginSchema = z.object({
  /** The sign-in that waits for a passkey of its person. */
  waiting: z.optional(z.string().check(z.maxLength(128))),
  /** Whether it is asked of the person who is signed in. */
  own: z.optional(z.boolean()),
})

/** Asks a browser for a passkey: what it signs is sent to sign in, or to prove who one is. */
export async function POST(request: Request) {
  return handlePublicPost(request, async (fields) => {
    const retryAfterSeconds = await tooManyBegun()
    if (retryAfterSeconds) return { ok: false, reason: 'throttled', retryAfterSeconds }
    const input = beginSchema.safeParse(fields)
    if (!input.success) return invalid(input.error)
    const { waiting, own } = input.data
    const personId = own
      ? (await anySession())?.actor.id
      : waiting && (await personWaiting(waiting))
    if ((own || waiting) && !personId) return { ok: false, reason: 'too_late' }
    return { ok: true, ...(await askForPasskey(await ownOrigin(), personId || undefined)) }
  })
}
