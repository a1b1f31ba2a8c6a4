'use client'

import { Stack, Tabs, Text } from '@mantine/core'
import { useOwnAddress } from '../layout/own-address'
import { CopyRow } from '../ui/copy/copy-row'
import { addressWarning, commandsFor } from './commands'
import classes from './register-command.module.css'

/** What to run on source servers, by their system and number; each to copy. */
export function RegisterCommand() {
  const address = useOwnAddress()
  const commands = commandsFor(address)
  const warning = addressWarning(address)
  return (
    <div>
      {warning && (
        <Text size="sm" c="var(--console-warning)" mb="xs">
          {warning}
        </Text>
      )}
      <Tabs defaultValue="linux" keepMounted={false}>
        <Tabs.List mb="sm" aria-label="What registers" className={classes.tabs}>
          <Tabs.Tab value="linux">Linux</Tabs.Tab>
          <Tabs.Tab value="windows">Windows</Tabs.Tab>
          <Tabs.Tab value="many">Many machines</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="linux">
          <CopyRow
            wrapped
            label="Command for the source server"
            description="Run it as root. It asks for the code, which no history of a shell keeps."
            value={commands.linux}
            button="Copy command"
          />
        </Tabs.Panel>
        <Tabs.Panel value="windows">
          <CopyRow
            wrapped
            label="Command for Windows"
            description="Run it in PowerShell as administrator. Not tested on Windows yet."
            value={commands.windows}
            button="Copy command"
          />
        </Tabs.Panel>
        <Tabs.Panel value="many">
          <Stack gap="md">
            <CopyRow
              wrapped
              label="With the code in a file"
              description="The file activation-code holds the code, or is the one that was saved."
              value={commands.codeFile}
              button="Copy command"
            />
            <CopyRow
              wrapped
              label="Ansible playbook"
              description="Keep activation_code in a vault."
              value={commands.ansible}
              button="Copy playbook"
            />
            <CopyRow
              wrapped
              label="cloud-init user data"
              description="Other people may be able to read user data: use a code for few machines."
              value={commands.cloudInit}
              button="Copy user data"
            />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
