import { Text } from '@mantine/core'
import type { PersonState, PersonSummary } from '@/lib/people/schema.shared'
import { ROLE_NAMES } from '../actors/role-names'
import { Badge, type BadgeColor } from '../ui/badge'
import { Clamped } from '../ui/clamped'
import { type Column, DataTable } from '../ui/data-table'
import { TextLink } from '../ui/text-link'
import { RelativeTime } from '../ui/time/relative-time'
import { STATE_NAMES, waysIn } from './person-words'

const COLORS: Record<PersonState, BadgeColor> = {
  invited: 'yellow',
  active: 'teal',
  deactivated: 'gray',
}

/** Whether somebody may sign in. */
export function PersonStateBadge({ state }: { state: PersonState }) {
  return <Badge color={COLORS[state]}>{STATE_NAMES[state]}</Badge>
}

/** A page of the people of the console. */
export function PersonTable({
  people,
  labelledBy,
}: {
  people: PersonSummary[]
  labelledBy: string
}) {
  const now = new Date()
  const columns: Column<PersonSummary>[] = [
    { label: 'Name', cell: (person) => <NameAndEmail {...person} /> },
    {
      label: 'Role',
      cell: ({ role }) => <span style={{ whiteSpace: 'nowrap' }}>{ROLE_NAMES[role]}</span>,
    },
    { label: 'State', cell: (person) => <StateOf {...person} /> },
    { label: 'Signs in with', wide: true, cell: (person) => waysIn(person) },
    { label: 'Second factor', cell: ({ secondFactor }) => (secondFactor ? 'On' : 'Off') },
    {
      label: 'Last sign-in',
      cell: ({ lastSignInAt }) =>
        lastSignInAt ? <RelativeTime exact="below" at={lastSignInAt} now={now} /> : 'never',
    },
  ]
  return (
    <DataTable labelledBy={labelledBy} columns={columns} rows={people} keyOf={({ id }) => id} />
  )
}

/** The state, and of whoever is invited until when their link is good. */
function StateOf({ state, link }: PersonSummary) {
  return (
    <>
      <PersonStateBadge state={state} />
      {state === 'invited' && (
        <Text size="xs" c="dimmed">
          {link ? (
            <>
              link expires <RelativeTime at={link.expiresAt} now={new Date()} />
            </>
          ) : (
            'link expired'
          )}
        </Text>
      )}
    </>
  )
}

function NameAndEmail({ id, name, email }: PersonSummary) {
  return (
    <>
      <TextLink href={`/people/${id}`}>
        <Clamped text={name} fw={600} />
      </TextLink>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {email}
      </Text>
    </>
  )
}
