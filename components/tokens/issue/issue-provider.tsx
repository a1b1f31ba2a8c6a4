'use client'

import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useNotify } from '@/components/layout/notices'
import { loadDialog } from '@/components/ui/dialog/dialog'
import { LazyDialog } from '@/components/ui/dialog/lazy-dialog'
import { useSecrets } from '@/components/ui/dialog/use-secrets'
import type { IssuedToken } from '@/lib/tokens/schema.shared'
import { nameOf } from '../token-name'
import { issueTokenAction, replaceCodeAction } from './actions'
import type { FormValues } from './form-values'
import { IssueContext } from './issue-context'
import { loadIssueDialog } from './load-issue-dialog'
import { beginSubmission, endSubmission } from './submission'

type CodeDialog = typeof import('../code-dialog/code-dialog').CodeDialog

/** All that shows a code; there before a call is made that answers with one. */
async function loadCodeDialog(): Promise<CodeDialog> {
  const [{ CodeDialog }] = await Promise.all([import('../code-dialog/code-dialog'), loadDialog()])
  return CodeDialog
}

/**
 * Holds the codes that were just issued, and the dialogs around them, above all pages of the
 * console: going to another page neither loses a code that nobody has copied yet nor brings an old
 * one back.
 */
export function IssueProvider({ children }: { children: ReactNode }) {
  const { first: issued, add, close } = useSecrets<IssuedToken>()
  const [form, setForm] = useState<{ values?: Partial<FormValues>; attempt: number }>()
  const [sending, setSending] = useState(false)
  const [loaded, setLoaded] = useState<{ CodeDialog: CodeDialog }>()
  const notify = useNotify()
  // What was typed and not sent is there again when the form is opened the next time.
  const draft = useRef<Partial<FormValues>>(undefined)
  const isSent = useRef(false)

  const context = useMemo(() => {
    /** Shows the code that a call answers with. Its dialog is loaded before the call. */
    async function show<A extends ({ ok: true } & IssuedToken) | { ok: false }>(
      call: () => Promise<A>,
    ): Promise<A> {
      setSending(true)
      const answer = await loadCodeDialog()
        .then((CodeDialog) => setLoaded({ CodeDialog }))
        .then(call)
        .finally(() => setSending(false))
      if (answer.ok) {
        isSent.current = true
        draft.current = undefined
        setForm(undefined)
        add({ code: answer.code, token: answer.token })
      }
      return answer
    }
    return {
      async issue(fields: Omit<Parameters<typeof issueTokenAction>[0], 'submissionId'>) {
        const answer = await show(() =>
          issueTokenAction({ ...fields, submissionId: beginSubmission() }),
        )
        if (answer.ok || answer.reason !== 'internal') endSubmission()
        return answer
      },
      replace: (id: string, seen: Date | null) => show(() => replaceCodeAction({ id, seen })),
      // Whoever asks once more, because it could not be loaded, is heard.
      openForm(values: Partial<FormValues> | undefined = draft.current) {
        isSent.current = false
        setForm((before) => ({ values, attempt: (before?.attempt ?? 0) + 1 }))
      },
    }
  }, [add])

  const closeForm = () => setForm(undefined)
  function keepDraft(values: Partial<FormValues>) {
    if (!isSent.current) draft.current = values
  }
  /** Where the page behind the dialog does not show the code, a notice says that it is there. */
  function closeCode({ token }: IssuedToken) {
    close()
    const href = `/tokens/${token.id}`
    if (!token.replacedAt && !document.querySelector(`main a[href="${href}"]`))
      notify({ text: `${nameOf(token)} was issued.`, href })
  }
  return (
    <IssueContext value={context}>
      {children}
      {form && (
        <LazyDialog key={form.attempt} load={loadIssueDialog} onClose={closeForm}>
          {(IssueDialog) => (
            <IssueDialog
              values={form.values}
              busy={sending}
              onClose={closeForm}
              onLeave={keepDraft}
            />
          )}
        </LazyDialog>
      )}
      {issued && loaded && (
        <loaded.CodeDialog key={issued.code} issued={issued} onClose={() => closeCode(issued)} />
      )}
    </IssueContext>
  )
}
