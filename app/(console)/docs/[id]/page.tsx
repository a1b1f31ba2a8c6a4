import { Stack } from '@mantine/core'
import { notFound } from 'next/navigation'
import { DOC_TITLES } from '@/components/docs/doc-names'
import { DocText } from '@/components/docs/doc-text'
import { PageHeader } from '@/components/layout/page-header'
import { titledBy } from '@/components/layout/titled-by'
import { TextLink } from '@/components/ui/text-link'
import { readDoc } from '@/lib/docs/reads'
import type { PageProps } from '@/request/page-props'
import { requireSession } from '@/request/session'

export const generateMetadata = titledBy(async (id) => {
  const doc = readDoc(id)
  return doc && DOC_TITLES[doc.name].title
})()

/** A document that lies beside the program, for whoever reads it in the console. */
export default async function DocPage({ params }: PageProps<{ id: string }>) {
  await requireSession()
  const doc = readDoc((await params).id)
  if (!doc) notFound()
  return (
    <Stack gap="lg">
      <PageHeader {...DOC_TITLES[doc.name]} back={{ href: '/docs', label: 'Help' }} />
      <nav aria-label="On this page">
        <Stack component="ul" gap={4} m={0} pl="md">
          {doc.parts.map(({ id, title }) => (
            <li key={id}>
              <TextLink href={`#${id}`}>{title}</TextLink>
            </li>
          ))}
        </Stack>
      </nav>
      <DocText name={doc.name} text={doc.text} />
    </Stack>
  )
}
