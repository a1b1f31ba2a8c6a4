'use client'

import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'

type TextFilterProps = {
  label: string
  name: string
  placeholder: string
  value: string
  onChoose: (value: string) => void
}

/** A text that narrows a list: when Enter is pressed, or the field is left. */
export function TextFilter({ label, name, placeholder, value, onChoose }: TextFilterProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  return (
    <TextInput
      name={name}
      label={label}
      placeholder={placeholder}
      maxLength={256}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={() => onChoose(text.trim())}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        event.preventDefault()
        onChoose(text.trim())
      }}
    />
  )
}
