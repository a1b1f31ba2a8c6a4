'use client'

import { createContext, use } from 'react'
import type { IssueTokenFields } from '@/lib/tokens/schema.shared'
import type { issueTokenAction, replaceCodeAction } from './actions'
import type { FormValues } from './form-values'

type IssueContext = {
  /** Sends the form. A success opens the dialog with the code, even if the form is gone by then. */
  issue: (
    fields: Omit<IssueTokenFields, 'submissionId'>,
  ) => Promise<Awaited<ReturnType<typeof issueTokenAction>>>
  /** Replaces a code and shows the new one. `seen` is when it was last replaced. */
  replace: (id: string, seen: Date | null) => Promise<Awaited<ReturnType<typeof replaceCodeAction>>>
  /** Opens the form, with some of it filled in. */
  openForm: (values?: Partial<FormValues>) => void
}

export const IssueContext = createContext<IssueContext | undefined>(undefined)

/** What shows codes, and the form that issues them. */
export function useIssue(): IssueContext {
  const context = use(IssueContext)
  if (!context) throw new Error('codes need an IssueProvider around them')
  return context
}
