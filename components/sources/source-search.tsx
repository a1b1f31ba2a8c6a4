import { Button, Group, TextInput } from '@mantine/core'
import { TextLink } from '../shell/text-link'

/** Searches the source servers; a plain form, so that the search stands in the URL. */
export function SourceSearch({ search }: { search: string }) {
  return (
    <search>
      <form action="/sources" method="get">
        <Group align="flex-end" gap="sm">
          <TextInput
            key={search}
            type="search"
            name="search"
            label="Search"
            description="Name, host name, address or ID"
            defaultValue={search}
            maxLength={256}
            w={{ base: '100%', xs: 320 }}
          />
          <Button type="submit" variant="default">
            Search
          </Button>
          {search && <TextLink href="/sources">Show all</TextLink>}
        </Group>
      </form>
    </search>
  )
}
