'use client'

import { Button, InputBase, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ClipboardEvent, type FocusEvent, useEffect, useRef } from 'react'
import formClasses from '@/components/form/form.module.css'
import { useAlive } from '@/components/form/use-alive'
import { copyField } from './copy-field'
import classes from './copy-row.module.css'
import { type CopyOutcome, useCopyOutcome } from './use-copy-outcome'

type Field = HTMLInputElement | HTMLTextAreaElement

type CopyRowProps = {
  label: string
  description?: string
  value: string
  button: string
  /** Shows all of it, over as many lines as it takes. */
  wrapped?: boolean
  focused?: boolean
  /** Gives the focus to the button, as soon as this is so. */
  buttonFocused?: boolean
  onCopied?: () => void
}

/** Where a field does not grow with what it holds by itself, it has room for it on a phone. */
const linesOf = (text: string) =>
  text.split('\n').reduce((lines, { length }) => lines + Math.ceil(Math.max(length, 1) / 24), 0)

/** A text to copy in a field that can't be changed, its button, and whether copying worked. */
export function CopyRow({
  value,
  button,
  wrapped,
  focused,
  buttonFocused,
  onCopied,
  ...texts
}: CopyRowProps) {
  const field = useRef<Field>(null)
  const copyButton = useRef<HTMLButtonElement>(null)
  const { outcome, tell } = useCopyOutcome()
  const alive = useAlive()

  useEffect(() => {
    if (buttonFocused) copyButton.current?.focus()
  }, [buttonFocused])

  function copied() {
    tell('copied')
    onCopied?.()
  }

  async function copy() {
    if (!field.current) return
    if (await copyField(field.current)) copied()
    else tell('refused')
  }

  const common = {
    ...texts,
    ref: (element: Field | null) => {
      field.current = element
    },
    className: classes.field,
    classNames: { input: classes.code },
    value,
    readOnly: true,
    spellCheck: false,
    autoComplete: 'off',
    'data-autofocus': focused || undefined,
    onFocus: (event: FocusEvent<Field>) => event.currentTarget.select(),
    onCopy: ({ currentTarget: { selectionStart, selectionEnd } }: ClipboardEvent<Field>) => {
      if (selectionStart === 0 && selectionEnd === value.length) copied()
    },
  }
  const Icon = outcome === 'copied' ? IconCheck : IconCopy
  return (
    <div>
      <div className={classes.row}>
        {wrapped ? (
          <InputBase component="textarea" multiline rows={linesOf(value)} {...common} />
        ) : (
          <TextInput {...common} />
        )}
        <Button
          ref={copyButton}
          className={classes.copy}
          variant={focused ? 'filled' : 'default'}
          leftSection={<Icon size={16} aria-hidden />}
          onClick={copy}
          {...alive}
        >
          {button}
        </Button>
      </div>
      <CopyMessage outcome={outcome} />
    </div>
  )
}

/** Says whether copying worked, to the eye and to screen readers. */
function CopyMessage({ outcome }: { outcome: CopyOutcome | undefined }) {
  return (
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
  )
}
