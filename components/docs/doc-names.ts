import type { DocName } from '@/lib/docs/docs.shared'

/** What the documents are called on the screen, and what they are for. */
export const DOC_TITLES: Record<DocName, { title: string; description: string }> = {
  guide: { title: 'Guide', description: 'A tour, what operators and people do, and settings.' },
  operations: {
    title: 'Operating the console',
    description: 'As a service, behind a proxy, updates, watching, what to do in a failure.',
  },
  security: {
    title: 'Security',
    description: 'What is protected from whom, what is not, and which test tries it.',
  },
  'smc-api': {
    title: 'SMC API',
    description: 'Signatures, operations, errors, and examples for each client.',
  },
  measured: { title: 'Measured', description: 'How fast it is, and on which machine.' },
  changes: { title: 'Changelog', description: 'What is new, newest first.' },
}
