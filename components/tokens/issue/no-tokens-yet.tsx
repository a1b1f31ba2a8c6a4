'use client'

import { useCan } from '@/components/layout/permissions'
import { EmptyList } from '@/components/ui/list/empty-list'
import classes from '../token-table.module.css'
import { IssueCodeButton } from './issue-code-button'

/** What to do on a console that has no code yet; `besideForm` where the form may stand there. */
export function NoTokensYet({ besideForm = false }: { besideForm?: boolean }) {
  const canIssue = useCan('tokens.write')
  return (
    <EmptyList
      title="No activation codes yet"
      text={
        'With an activation code, source servers register themselves for migration: as many as ' +
        `its count allows, until it expires.${
          canIssue ? '' : ' Operators and administrators can issue one.'
        }`
      }
    >
      <IssueCodeButton variant="light" className={besideForm ? classes.withoutForm : undefined} />
    </EmptyList>
  )
}
