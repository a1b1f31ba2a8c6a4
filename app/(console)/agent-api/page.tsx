import { Anchor, Card, Code, Stack, Text, Title } from '@mantine/core'
import type { Metadata } from 'next'
import { Section } from '@/components/list/section'
import { OperationAnswers } from '@/components/registrations/operation-answers'
import { SchemaTable } from '@/components/registrations/schema-table'
import { openApiDocument } from '@/lib/registrations/openapi'
import { requireVisit } from '@/request/gates'

export const metadata: Metadata = { title: 'Agent API' }

export default async function AgentApiPage() {
  await requireVisit()
  const { info, paths, components } = openApiDocument()
  const operations = [
    { method: 'POST', path: '/api/v1/source-servers', ...paths['/api/v1/source-servers'].post },
    { method: 'GET', path: '/api/v1/activation-code', ...paths['/api/v1/activation-code'].get },
  ]
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          Agent API
        </Title>
        <Text c="dimmed" size="sm">
          {info.description} Send the code as <Code>Authorization: Bearer</Code>, and nowhere else.
          For programs:{' '}
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
        </Text>
      </div>
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
