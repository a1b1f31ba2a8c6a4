import { Text, type TextProps } from '@mantine/core'

/** A text of any length in two lines; whole for screen readers and on hover. */
export function Clamped({ text, ...props }: TextProps & { text: string }) {
  return (
    <Text
      component="span"
      inherit
      lineClamp={2}
      title={text}
      style={{ overflowWrap: 'anywhere' }}
      {...props}
    >
      {text}
    </Text>
  )
}
