'use client'

import { createContext, type ReactNode, use } from 'react'
import type { CreatedAccessKey } from '@/lib/access-keys/schema.shared'
import { ROLE_NAMES } from '../actors/role-names'
import { useOwnAddress } from '../layout/own-address'
import { CopyRow } from '../ui/copy/copy-row'
import { DescriptionList } from '../ui/description-list'
import { ShowOnceDialog } from '../ui/dialog/show-once-dialog'
import { useSecrets } from '../ui/dialog/use-secrets'

const ShowKeyContext = createContext<(created: CreatedAccessKey) => void>(() => {})

/** Shows a key that was just created, the only time. */
export function useShowKey(): (created: CreatedAccessKey) => void {
  return use(ShowKeyContext)
}

/**
 * Holds the secret of a key that was just created above all pages: going to another page, or one
 * that fails, does not lose it.
 */
export function CreatedKeyProvider({ children }: { children: ReactNode }) {
  const { first: created, add, close } = useSecrets<CreatedAccessKey>()
  return (
    <ShowKeyContext value={add}>
      {children}
      {created && (
        <ShowOnceDialog
          key={created.key.id}
          title="Access key"
          noun="secret"
          label="AccessKeySecret"
          secret={created.secret}
          onClose={close}
        >
          {() => (
            <>
              <CopyRow label="AccessKeyId" value={created.key.id} button="Copy ID" />
              <DescriptionList
                items={[
                  ['Name', created.key.name],
                  ['Role', ROLE_NAMES[created.key.effectiveRole]],
                  ['Endpoint', <OwnAddress key="endpoint" />],
                ]}
              />
            </>
          )}
        </ShowOnceDialog>
      )}
    </ShowKeyContext>
  )
}

function OwnAddress() {
  return useOwnAddress()
}
