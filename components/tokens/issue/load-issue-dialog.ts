import { loadDialog } from '@/components/ui/dialog/dialog'

/** Loads the form in its dialog with all that it needs: the focus goes to its first field. */
export async function loadIssueDialog() {
  const [{ IssueDialog }] = await Promise.all([import('./issue-dialog'), loadDialog()])
  return IssueDialog
}
