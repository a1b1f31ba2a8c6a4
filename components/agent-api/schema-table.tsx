import { Code } from '@mantine/core'
import { type Column, DataTable } from '../ui/data-table'

type Property = {
  items?: Property & { properties?: object }
  anyOf?: { format?: string }[]
  type?: string
  description?: string
  enum?: unknown[]
  maxLength?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}
type ObjectSchema = { properties?: Record<string, unknown>; required?: string[] }
type Row = { name: string; required: boolean; property: Property }

function typeOf({
  type,
  enum: values,
  anyOf,
  items,
  maxLength,
  maxItems,
  minimum,
  maximum,
}: Property): string {
  if (values) return values.join(', ')
  if (anyOf) return anyOf.map(({ format }) => format).join(' or ')
  if (items) return `list of ${itemsOf(items)}${maxItems ? `, at most ${maxItems}` : ''}`
  if (maxLength) return `${type}, at most ${maxLength} characters`
  if (minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
    return `${type} from ${minimum} to ${maximum}`
  return type ?? ''
}

const itemsOf = (items: NonNullable<Property['items']>) =>
  items.properties ? `{ ${Object.keys(items.properties).join(', ')} }` : typeOf(items)

const COLUMNS: Column<Row>[] = [
  { label: 'Field', cell: ({ name }) => <Code>{name}</Code> },
  { label: 'Type', cell: ({ property }) => typeOf(property) },
  { label: 'Required', cell: ({ required }) => (required ? 'yes' : 'no') },
  { label: 'Meaning', cell: ({ property }) => property.description ?? '' },
]

/** The fields of an object, as its JSON schema tells them. */
export function SchemaTable({
  schema: { properties = {}, required = [] },
  labelledBy,
}: {
  schema: ObjectSchema
  labelledBy: string
}) {
  const rows = Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    property: property as Property,
  }))
  return (
    <DataTable labelledBy={labelledBy} columns={COLUMNS} rows={rows} keyOf={({ name }) => name} />
  )
}
