import { Anchor, Card, Code, Stack, Text } from '@mantine/core'
import type { Metadata } from 'next'
import { AgentExample, SmcExample } from '@/components/agent-api/example'
import { OperationAnswers } from '@/components/agent-api/operation-answers'
import { SchemaTable } from '@/components/agent-api/schema-table'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/ui/section'
import { TextLink } from '@/components/ui/text-link'
import { getUsableKeyId } from '@/lib/access-keys/reads'
import { openApiDocument } from '@/lib/agent-api/openapi'
import { requireSession } from '@/request/session'

export const metadata: Metadata = { title: 'Agent API' }

export default async function AgentApiPage() {
  const { actor } = await requireSession()
  const ownKey = await getUsableKeyId(actor)
  const { info, paths, components } = openApiDocument()
  const operations = [
    { method: 'POST', path: '/api/v1/source-servers', ...paths['/api/v1/source-servers'].post },
    { method: 'GET', path: '/api/v1/activation-code', ...paths['/api/v1/activation-code'].get },
    { method: 'POST', path: '/api/v1/activation-code', ...paths['/api/v1/activation-code'].post },
  ]
  return (
    <Stack gap="lg">
      <PageHeader
        title="Agent API"
        description={
          <>
            {info.description} Send the code as <Code>Authorization: Bearer</Code>, and nowhere
            else. For programs:{' '}
            <Anchor href="/api/openapi.json" inherit underline="always">
              OpenAPI document
            </Anchor>
            . For people:{' '}
            <Anchor href="/register.sh" inherit underline="always">
              register.sh
            </Anchor>{' '}
            and{' '}
            <Anchor href="/register.ps1" inherit underline="always">
              register.ps1
            </Anchor>
            .
          </>
        }
      />
      <Card withBorder>
        <Section id="register" title="Register with a program of your own">
          <AgentExample />
        </Section>
      </Card>
      <Card withBorder>
        <Section id="smc" title="SMC API">
          <Text size="sm">
            Programs made for Server Migration Center issue and manage codes here with an{' '}
            <TextLink underlined href="/settings/access-keys">
              access key
            </TextLink>
            : the address of this console is their endpoint, version <Code>2019-06-01</Code>.
            Operations, errors and an example for each client:{' '}
            <TextLink underlined href="/docs/smc-api">
              SMC API
            </TextLink>
            .
          </Text>
          <SmcExample accessKeyId={ownKey} />
        </Section>
      </Card>
      {operations.map(({ method, path, operationId, summary, description, responses }) => (
        <Card key={operationId} withBorder>
          <Section id={operationId} title={summary}>
            <Text size="sm">
              <Code>
                {method} {path}
              </Code>
            </Text>
            <Text size="sm">{description}</Text>
            <OperationAnswers responses={responses} label={`Answers: ${summary}`} />
          </Section>
        </Card>
      ))}
      {Object.entries(components.schemas).map(([name, schema]) => (
        <Card key={name} withBorder>
          <Section id={name} title={name}>
            <SchemaTable schema={schema} labelledBy={name} />
          </Section>
        </Card>
      ))}
    </Stack>
  )
}
