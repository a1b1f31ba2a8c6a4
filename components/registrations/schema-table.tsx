import { Code } from '@mantine/core'
import { type Column, DataTable } from '../list/data-table'

type Property = {
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

function typeOf({ type, enum: values, maxLength, maxItems }: Property): string {
  if (values) return values.join(', ')
  if (maxLength) return `${type}, at most ${maxLength} characters`
  if (maxItems) return `${type}, at most ${maxItems}`
  return type ?? ''
}

const COLUMNS: Column<Row>[] = [
  { label: 'Field', cell: ({ name }) => <Code>{name}</Code> },
  { label: 'Type', cell: ({ property }) => typeOf(property) },
  { label: 'Required', cell: ({ required }) => (required ? 'yes' : 'no') },
  { label: 'Meaning', cell: ({ property }) => property.description ?? '' },
]

/** The fields of an object, as its JSON schema tells them. */
export function SchemaTable({ schema: { properties = {}, required = [] }, labelledBy }: { schema: ObjectSchema; labelledBy: string }) {
  const rows = Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    property: property as Property,
  }))
  return <DataTable labelledBy={labelledBy} columns={COLUMNS} rows={rows} keyOf={({ name }) => name} />
}
