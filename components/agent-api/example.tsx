'use client'

import { useOwnAddress } from '../layout/own-address'
import { CopyRow } from '../ui/copy/copy-row'
import { agentExample, smcExample } from './examples'

/** A call of the agent API that runs as it stands, under the reader's own address. */
export function AgentExample() {
  const address = useOwnAddress()
  return (
    <CopyRow
      wrapped
      label="Example: register a machine"
      description="The code is in the variable ACTIVATION_CODE."
      value={agentExample(address)}
      button="Copy example"
    />
  )
}

/** A call of the SMC API, with the ID of the reader's own key where they have one. */
export function SmcExample({ accessKeyId }: { accessKeyId?: string }) {
  const address = useOwnAddress()
  return (
    <CopyRow
      wrapped
      label="Example: issue a code"
      description="For Node.js. The secret of the key is in the variable ACCESS_KEY_SECRET."
      value={smcExample(address, accessKeyId ?? 'AN-ACCESS-KEY-ID')}
      button="Copy example"
    />
  )
}
