import { DescriptionList } from '../ui/description-list'

/** The answers of an operation: status and what it means. */
export function OperationAnswers({
  responses,
  label,
}: {
  responses: Record<string, { description: string }>
  label: string
}) {
  return (
    <section aria-label={label}>
      <DescriptionList
        items={Object.entries(responses).map(([status, { description }]) => [status, description])}
      />
    </section>
  )
}
