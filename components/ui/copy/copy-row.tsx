'use client'

import { Button, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import formClasses from '@/components/form/form.module.css'
import { copyField } from './copy-field'
import classes from './copy-row.module.css'

type CopyRowProps = {
  label: string
  description?: string
  value: string
  button: string
  focused?: boolean
  onCopied?: () => void
}

/** A text to copy in a field that can't be changed, its button, and whether copying worked. */
export function CopyRow({ label, description, value, button, focused, onCopied }: CopyRowProps) {
  const field = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()

  function copied() {
    setOutcome('copied')
    onCopied?.()
  }

  async function copy() {
    if (!field.current) return
    if (await copyField(field.current)) copied()
    else setOutcome('refused')
  }

  const Icon = outcome === 'copied' ? IconCheck : IconCopy
  return (
    <div>
      <div className={classes.row}>
        <TextInput
          ref={field}
          className={classes.field}
          classNames={{ input: classes.code }}
          label={label}
          description={description}
          value={value}
          readOnly
          spellCheck={false}
          autoComplete="off"
          data-autofocus={focused || undefined}
          onFocus={(event) => event.currentTarget.select()}
          onCopy={({ currentTarget: { selectionStart, selectionEnd } }) => {
            if (selectionStart === 0 && selectionEnd === value.length) copied()
          }}
        />
        <Button
          className={classes.copy}
          variant={focused ? 'filled' : 'default'}
          leftSection={<Icon size={16} aria-hidden />}
          onClick={copy}
        >
          {button}
        </Button>
      </div>
      <div role="status" className={formClasses.live}>
        {outcome === 'copied' && (
          <Text size="sm" mt={4} c="var(--console-success)" fw={500}>
            Copied
          </Text>
        )}
        {outcome === 'refused' && (
          <Text size="sm" mt={4} c="var(--mantine-color-error)">
            Your browser refused to copy. The text is selected: press Ctrl+C (⌘C on a Mac).
          </Text>
        )}
      </div>
    </div>
  )
}
