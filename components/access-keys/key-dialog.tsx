'use client'

import type { CreatedAccessKey } from '@/lib/access-keys/schema.shared'
import { ROLE_NAMES } from '../actors/role-names'
import { useOwnAddress } from '../layout/own-address'
import { CopyRow } from '../ui/copy/copy-row'
import { DescriptionList } from '../ui/description-list'
import { ShowOnceDialog } from '../ui/dialog/show-once-dialog'

type KeyDialogProps = { created: CreatedAccessKey; onClose: () => void }

/** Shows the secret of an access key, the only time. */
export function KeyDialog({ created: { key, secret }, onClose }: KeyDialogProps) {
  const address = useOwnAddress()
  return (
    <ShowOnceDialog
      title="Access key"
      noun="secret"
      label="AccessKeySecret"
      secret={secret}
      onClose={onClose}
    >
      {() => (
        <>
          <CopyRow label="AccessKeyId" value={key.id} button="Copy ID" />
          <DescriptionList
            items={[
              ['Name', key.name],
              ['Role', ROLE_NAMES[key.effectiveRole]],
              ['Endpoint', address],
            ]}
          />
        </>
      )}
    </ShowOnceDialog>
  )
}
