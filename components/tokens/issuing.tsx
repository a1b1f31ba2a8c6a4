'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Refused } from '@/lib/answer'
import type { ChangeRefusal } from '@/lib/tokens/change-schema'
import type { IssuedToken, IssueTokenFields, TokenSummary } from '@/lib/tokens/schema'
import { loadDialog } from '../form/dialog'
import { useSecrets } from '../secret/use-secrets'
import { CodeDialog } from './code-dialog'
import { IssueDialog } from './issue-dialog'
import { beginSubmission, endSubmission } from './submission'

export type IssueAnswer =
  | ({ ok: true } & IssuedToken)
  | { ok: false; reason: 'already_issued'; token: TokenSummary }
  | Refused
export type ReplaceAnswer = ({ ok: true } & IssuedToken) | ChangeRefusal | Refused

type IssuingProps = {
  issueToken: (fields: IssueTokenFields) => Promise<IssueAnswer>
  replaceCode: (id: string, seen: Date | null) => Promise<ReplaceAnswer>
}

type Issuing = {
  /** Sends the form. A success opens the dialog with the code, even if the form is gone by then. */
  issue: (fields: Omit<IssueTokenFields, 'submissionId'>) => Promise<IssueAnswer>
  replace: IssuingProps['replaceCode']
  /** Opens the form, with the settings of a token where one is to be cloned. */
  openForm: (like?: TokenSummary) => void
}

const IssuingContext = createContext<Issuing | undefined>(undefined)

/**
 * What the forms under {@link IssuingProvider} need; `undefined` for those who may not issue codes.
 */
export function useIssuing(): Issuing | undefined {
  return useContext(IssuingContext)
}

/**
 * Holds the codes that were just issued, and the dialogs around them, above all pages of the
 * console: going to another page neither loses a code that nobody has copied yet nor brings an old
 * one back.
 */
export function IssuingProvider({
  issueToken,
  replaceCode,
  children,
}: IssuingProps & { children: ReactNode }) {
  const { first: issued, add, close } = useSecrets<IssuedToken>()
  const [form, setForm] = useState<{ like?: TokenSummary }>()

  const [sending, setSending] = useState(false)

  const issuing = useMemo<Issuing>(() => {
    async function reveal<Answer extends IssueAnswer | ReplaceAnswer>(
      call: () => Promise<Answer>,
    ): Promise<Answer> {
      setSending(true)
      const answer = await loadDialog()
        .then(call)
        .finally(() => setSending(false))
      if (answer.ok) {
        setForm(undefined)
        add({ code: answer.code, token: answer.token })
      }
      return answer
    }
    return {
      issue: async (fields) => {
        const answer = await reveal(() =>
          issueToken({ ...fields, submissionId: beginSubmission() }),
        )
        if (answer.ok || answer.reason !== 'internal') endSubmission()
        return answer
      },
      replace: (id, seen) => reveal(() => replaceCode(id, seen)),
      openForm: (like) => setForm({ like }),
    }
  }, [issueToken, replaceCode, add])

  return (
    <IssuingContext value={issuing}>
      {children}
      {form && <IssueDialog like={form.like} busy={sending} onClose={() => setForm(undefined)} />}
      {issued && <CodeDialog key={issued.code} issued={issued} onClose={close} />}
    </IssuingContext>
  )
}
