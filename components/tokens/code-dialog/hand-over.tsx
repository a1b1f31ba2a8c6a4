'use client'

import { Button, Group, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import formClasses from '@/components/form/form.module.css'
import { useOwnAddress } from '@/components/layout/own-address'
import { copyText } from '@/components/ui/copy/copy-field'
import { saveFile } from '@/components/ui/copy/save-file'
import { useCopyOutcome } from '@/components/ui/copy/use-copy-outcome'
import { useExactTime } from '@/components/ui/time/time-zone'
import type { IssuedToken } from '@/lib/tokens/schema.shared'
import { envFile, handOverText } from './hand-over-text'

type HandOverProps = { issued: IssuedToken; onCopied: () => void }

/** Gives a code and its command to somebody at once: in one text, or as a file for scripts. */
export function HandOver({ issued, onCopied }: HandOverProps) {
  const address = useOwnAddress()
  const until = useExactTime()(issued.token.expiresAt)
  const { outcome, tell } = useCopyOutcome()

  async function copy() {
    const copied = await copyText(handOverText(issued, address, until))
    tell(copied ? 'copied' : 'refused')
    if (copied) onCopied()
  }

  function save() {
    saveFile(`activation-code-${issued.token.id}.env`, envFile(issued, address))
    onCopied()
  }

  const Icon = outcome === 'copied' ? IconCheck : IconCopy
  return (
    <div>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon size={14} aria-hidden />}
          onClick={copy}
        >
          Copy code and command together
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={save}
        >
          Save as a file
        </Button>
      </Group>
      <div role="status" className={formClasses.live}>
        {outcome && (
          <Text size="sm" mt={4} fw={500}>
            {outcome === 'copied'
              ? 'Copied, code and command'
              : 'Your browser refused to copy. Copy the code and the command one by one.'}
          </Text>
        )}
      </div>
    </div>
  )
}
