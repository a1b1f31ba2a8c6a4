'use client'

import { Card, List, Text } from '@mantine/core'
import { RegisterCommand } from '../command/register-command'
import { NoTokensYet } from '../tokens/issue/no-tokens-yet'
import { TextLink } from '../ui/text-link'

/** What to do on a console that has no code yet, from the first code to the first source server. */
export function FirstSteps() {
  return (
    <>
      <NoTokensYet />
      <Card withBorder component="section" aria-label="First steps">
        <List type="ordered" spacing="md" size="sm" styles={{ itemWrapper: { width: '100%' } }}>
          <List.Item>
            <Text size="sm" fw={600}>
              Issue a code
            </Text>
            It is shown once. Copy it, or save it as a file.
          </List.Item>
          <List.Item styles={{ itemLabel: { width: '100%' } }}>
            <Text size="sm" fw={600}>
              Run the command on a source server
            </Text>
            <RegisterCommand />
          </List.Item>
          <List.Item>
            <Text size="sm" fw={600}>
              Watch it register
            </Text>
            It appears under{' '}
            <TextLink underlined href="/sources">
              Source servers
            </TextLink>
            ; what was turned away, under{' '}
            <TextLink underlined href="/refusals">
              Refusals
            </TextLink>
            .
          </List.Item>
        </List>
      </Card>
    </>
  )
}
