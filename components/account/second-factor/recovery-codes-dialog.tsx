'use client'

import { Button, Text } from '@mantine/core'
import { saveFile } from '@/components/ui/copy/save-file'
import { ShowOnceDialog } from '@/components/ui/dialog/show-once-dialog'

type RecoveryCodesDialogProps = { codes: string[]; onClose: () => void }

/** Shows recovery codes, the only time. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const text = codes.join('\n')
  return (
    <ShowOnceDialog
      title="Recovery codes"
      noun="codes"
      label="Recovery codes"
      secret={text}
      several
      onClose={onClose}
    >
      {(onCopied) => (
        <>
          <Text size="sm">
            Each of them signs you in once, in place of a code, should you lose your phone.
          </Text>
          <div>
            <Button
              variant="default"
              onClick={() => {
                saveFile('recovery-codes.txt', `${text}\n`)
                onCopied()
              }}
            >
              Save as a file
            </Button>
          </div>
        </>
      )}
    </ShowOnceDialog>
  )
}
